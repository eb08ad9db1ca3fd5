# The server: web, relay, realtime, worker, beat and modules' processes are one image with different commands.
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 AESTHETIX_DATA=/data
RUN useradd --create-home --uid 10001 aesthetix && mkdir /data && chown aesthetix /data
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
COPY manage.py ./
COPY erp erp
COPY modules modules
COPY workflows workflows
COPY fixtures fixtures
RUN python -m erp.project.translations
USER aesthetix
EXPOSE 8000 8001
CMD ["python", "-m", "erp.kernel.runtime", "run", "--only", "web,modules"]
