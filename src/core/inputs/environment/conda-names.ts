/**
 * conda packages and the projects of a Python index that they bring in place of a wheel.
 *
 * Source: files/v0/conda-forge/compressed_mapping.json of github.com/prefix-dev/parselmouth (which project's metadata a
 * conda-forge package carries), commit 345e9bfbd11d of 2026-08-19; a selection of what is compiled or often named. `opencv`
 * and `pytorch-gpu` are there without a project, because they only pull in `py-opencv` and `pytorch`.
 */
const RENAMED: Readonly<Record<string, string>> = {
  "brotli-python": "brotli",
  "docker-py": "docker",
  jaxlib: "jaxlib",
  libopencv: "opencv-python",
  "matplotlib-base": "matplotlib",
  "msgpack-python": "msgpack",
  onnxruntime: "onnxruntime",
  open3d: "open3d",
  opencv: "opencv-python",
  pybind11: "pybind11",
  "py-opencv": "opencv-python",
  pyqt: "pyqt5",
  pyside2: "pyside2",
  pyside6: "pyside6",
  pysoundfile: "soundfile",
  pytables: "tables",
  "python-blosc": "blosc",
  "python-duckdb": "duckdb",
  "python-graphviz": "graphviz",
  "python-igraph": "igraph",
  "python-kaleido": "kaleido",
  pytorch: "torch",
  "pytorch-cpu": "torch",
  "pytorch-gpu": "torch",
  "py-xgboost": "xgboost",
  "ruamel.yaml": "ruamel-yaml",
  "tensorflow-base": "tensorflow",
};

const SAME_NAME: ReadonlySet<string> = new Set(
  (
    "numpy scipy pandas matplotlib scikit-learn scikit-image torchvision torchaudio tensorflow keras jax h5py netcdf4 numba " +
    "llvmlite cython pillow pyarrow polars dask xgboost lightgbm catboost gdal rasterio fiona shapely pyproj geopandas cartopy " +
    "cryptography cffi lxml psycopg2 pyyaml pyzmq grpcio protobuf onnx transformers tokenizers sentencepiece python-rapidjson " +
    "python-dateutil librosa ffmpeg-python av pyaudio cupy numexpr bottleneck sqlalchemy statsmodels sympy seaborn plotly " +
    "networkx spacy tornado faiss pytorch-lightning lightning dlib python-snappy lz4 zstandard pycairo pygobject pydantic " +
    "pydantic-core orjson uvloop black ruff pytest jupyterlab notebook ipykernel setuptools wheel requests beautifulsoup4 " +
    "flask django fastapi openmm rdkit biopython h5netcdf xarray gensim nltk pycocotools fairseq pyodbc mysqlclient duckdb " +
    "python-levenshtein pyvista"
  ).split(" "),
);

/** The project whose wheel a conda package stands for; null when it is none that is known here, e.g. a library or tool. */
export function projectOfConda(name: string): string | null {
  if (SAME_NAME.has(name)) return name;
  return Object.hasOwn(RENAMED, name) ? (RENAMED[name] ?? null) : null;
}
