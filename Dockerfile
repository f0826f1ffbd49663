# One image for portal, relay, receiver and watch: the command decides, and so do the keys that are mounted.
FROM python:3.13-slim-trixie AS libraries
COPY requirements.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt \
    && /opt/venv/bin/pip uninstall --yes --disable-pip-version-check pip

FROM python:3.13-slim-trixie
# For PDFs: pango, and shapes for the names of people from anywhere.
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-noto-core fonts-wqy-zenhei fontconfig \
    && rm -rf /var/lib/apt/lists/*
# By number, so that whoever runs the image can see that it is not root. What it runs belongs to root.
RUN groupadd --gid 10001 mash \
    && useradd --uid 10001 --gid mash --create-home --home-dir /var/lib/mash --shell /usr/sbin/nologin mash
COPY --from=libraries /opt/venv /opt/venv
WORKDIR /srv/mash
COPY alembic.ini ./
COPY app app
COPY migrations migrations
COPY static static
COPY templates templates
RUN /opt/venv/bin/python -m compileall -q app migrations
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VAR=/var/lib/mash \
    PORT=8000 \
    METRICS_PORT=9100
USER 10001:10001
EXPOSE 8000 9100
# Each of the processes serves its figures; that it gets on with its work is for the alarms to say.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['METRICS_PORT'] + '/metrics', timeout=4)"]
CMD ["python", "-m", "app", "serve"]
