FROM python:3.11-slim AS libraries
COPY requirements.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.11-slim
RUN useradd --system --create-home --home-dir /var/lib/mash mash
COPY --from=libraries /opt/venv /opt/venv
WORKDIR /srv/mash
COPY alembic.ini ./
COPY app app
COPY migrations migrations
COPY static static
COPY templates templates
RUN /opt/venv/bin/python -m compileall -q app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VAR=/var/lib/mash \
    PORT=8000
USER mash
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["python", "-m", "app", "serve"]
