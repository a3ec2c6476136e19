/**
 * Projects that many requirements name: what a mistyped name is compared with, besides the table of hard packages. A name
 * in this list is only a suggestion: whether it exists is for the index to say.
 */
export const KNOWN_NAMES: readonly string[] =
  `absl-py accelerate aiofiles aiohttp aiosignal alembic altair annotated-types anthropic anyio apache-airflow
  apache-beam apscheduler argcomplete arrow asgiref asttokens asyncpg attrs authlib azure-core azure-identity
  azure-storage-blob babel backoff bcrypt beautifulsoup4 billiard biopython black bleach blinker bokeh boto3 botocore
  bottleneck brotli build cachecontrol cachetools catboost celery certifi cffi chardet charset-normalizer cheroot
  chromadb click cloudpickle cmake colorama coloredlogs confluent-kafka contourpy coverage crcmod croniter
  cryptography cssselect cvxpy cycler cython dacite dash dask databricks-sdk datasets dateparser dbt-core debugpy
  decorator defusedxml deprecated diffusers dill discord-py diskcache distlib distributed django django-cors-headers
  django-filter djangorestframework dnspython docker docopt docutils duckdb ecdsa einops elasticsearch
  email-validator et-xmlfile evaluate execnet executing faiss-cpu faker fastapi fastavro fastjsonschema fastparquet
  filelock flake8 flask flask-cors flask-login flask-sqlalchemy fonttools frozenlist fsspec ftfy future gensim
  geopandas gevent gitdb gitpython google-api-core google-api-python-client google-auth google-cloud-bigquery
  google-cloud-storage googleapis-common-protos gradio graphviz greenlet grpcio grpcio-tools gspread gunicorn gym
  gymnasium h11 h2 h5py hiredis httpcore httplib2 httptools httpx huggingface-hub humanize hydra-core hyperlink
  hypothesis idna imageio imbalanced-learn importlib-metadata importlib-resources inflection influxdb-client iniconfig
  invoke ipykernel ipython ipywidgets isodate isort itsdangerous jax jaxlib jedi jeepney jinja2 jmespath joblib
  jsonpatch jsonpickle jsonpointer jsonschema jupyter jupyterlab kafka-python keras keyring kiwisolver kombu
  kubernetes langchain langchain-core langchain-openai librosa lightgbm lightning litellm llama-index lockfile loguru
  lxml lz4 mako markdown markdown-it-py markupsafe marshmallow matplotlib mccabe mlflow mock monai more-itertools
  moto mpmath msal msgpack multidict multiprocess mypy mypy-extensions mysql-connector-python mysqlclient
  natsort nbconvert nbformat nest-asyncio networkx nibabel ninja nltk notebook numba numexpr numpy oauthlib omegaconf
  onnx onnxruntime openai opencv-contrib-python opencv-python opencv-python-headless openpyxl opentelemetry-api
  opentelemetry-sdk optuna orjson oscrypto packaging paho-mqtt pandas pandas-stubs paramiko parso pathspec patsy peewee
  peft pendulum pexpect pillow pip pip-tools pkginfo platformdirs playwright plotly pluggy poetry polars portalocker
  pre-commit prefect prettytable prometheus-client prompt-toolkit propcache proto-plus protobuf psutil psycopg
  psycopg2-binary pulp pyarrow pyasn1 pyasn1-modules pybind11 pycocotools pycparser pycryptodome pycryptodomex pydantic
  pydantic-core pydantic-settings pydub pygame pygithub pygments pyinstaller pyjwt pylint pymongo pymupdf pymysql pynacl
  pyodbc pyopenssl pyparsing pypdf pypdf2 pyperclip pyproj pyproject-hooks pyqt5 pyqt6 pyserial pyshp pyside6 pyspark
  pytest pytest-asyncio pytest-cov pytest-mock pytest-xdist python-dateutil python-docx python-dotenv python-jose
  python-multipart python-slugify pytorch-lightning pytz pywavelets pyyaml pyzmq qdrant-client qrcode rapidfuzz
  rasterio redis referencing regex reportlab requests requests-oauthlib requests-toolbelt rich rope rsa ruamel-yaml
  ruff s3fs s3transfer safetensors scikit-image scikit-learn scipy scrapy seaborn secretstorage selenium semver
  sentence-transformers sentencepiece sentry-sdk setuptools setuptools-scm shap shapely shellingham simplejson six
  slack-sdk smart-open smmap sniffio snowflake-connector-python sortedcontainers soundfile soupsieve spacy sphinx
  sphinx-rtd-theme sqlalchemy sqlmodel sqlparse sse-starlette starlette statsmodels streamlit stripe structlog
  sympy tables tabulate tenacity tensorboard tensorflow termcolor textual threadpoolctl tifffile tiktoken timm tinycss2
  tokenizers tomli tomlkit toolz torch torchaudio torchmetrics torchvision tornado tox tqdm traitlets transformers trio
  triton trl twilio twine typeguard typer typing-extensions tzdata tzlocal ujson ultralytics umap-learn uritemplate urllib3
  uvicorn uvloop virtualenv vllm wandb watchdog watchfiles wcwidth weasyprint webdriver-manager websocket-client
  websockets werkzeug wheel wrapt xarray xformers xgboost xlrd xlsxwriter xmltodict yarl yt-dlp zarr zipp zope-interface
  zstandard`.split(/\s+/);

/**
 * What a module is imported as, where its project has another name. Source: the projects' own documentation, 2026-08.
 */
export const IMPORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  attr: ["attrs"],
  bs4: ["beautifulsoup4"],
  crypto: ["pycryptodome"],
  cryptodome: ["pycryptodomex"],
  cv: ["opencv-python"],
  cv2: ["opencv-python", "opencv-python-headless"],
  dateutil: ["python-dateutil"],
  discord: ["discord-py"],
  docx: ["python-docx"],
  dotenv: ["python-dotenv"],
  faiss: ["faiss-cpu"],
  fitz: ["pymupdf"],
  flask_cors: ["flask-cors"],
  git: ["gitpython"],
  github: ["pygithub"],
  gi: ["pygobject"],
  google: ["google-api-core", "protobuf"],
  googleapiclient: ["google-api-python-client"],
  igraph: ["igraph"],
  imblearn: ["imbalanced-learn"],
  jose: ["python-jose"],
  jwt: ["pyjwt"],
  kafka: ["kafka-python"],
  ldap: ["python-ldap"],
  magic: ["python-magic"],
  mpl_toolkits: ["matplotlib"],
  mysql: ["mysql-connector-python", "mysqlclient"],
  mysqldb: ["mysqlclient"],
  nacl: ["pynacl"],
  opencv: ["opencv-python", "opencv-python-headless"],
  openssl: ["pyopenssl"],
  osgeo: ["gdal"],
  paho: ["paho-mqtt"],
  pil: ["pillow"],
  pkg_resources: ["setuptools"],
  psycopg2_binary: ["psycopg2-binary"],
  pylab: ["matplotlib"],
  pywt: ["pywavelets"],
  "rest-framework": ["djangorestframework"],
  rpi: ["rpi-gpio"],
  ruamel: ["ruamel-yaml"],
  serial: ["pyserial"],
  skimage: ["scikit-image"],
  sklearn: ["scikit-learn"],
  slugify: ["python-slugify"],
  socks: ["pysocks"],
  tf: ["tensorflow"],
  "tf-nightly-gpu": ["tensorflow"],
  "tensorflow-gpu": ["tensorflow"],
  usb: ["pyusb"],
  win32api: ["pywin32"],
  wx: ["wxpython"],
  yaml: ["pyyaml"],
  zmq: ["pyzmq"],
};
