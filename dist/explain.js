if (Number(process.versions.node.split(".")[0]) < 20) { console.error((process.env.GITHUB_ACTIONS ? "::error::" : "") + "Wheelhouse needs Node 20 or newer; this is " + process.version + ". In a workflow it brings node24: update the runner (2.327.1 or newer)."); process.exit(2); }
import("./index.js").then(({ run }) => run("explain"));
