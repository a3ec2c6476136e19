import("./index.js").then(({ serveCache }) => serveCache());
