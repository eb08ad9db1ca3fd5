# The web client, built as `make` builds it, each part behind its own nginx.
FROM node:20-slim AS build
WORKDIR /web
COPY web/package.json web/package-lock.json ./
COPY web/ui-kit/package.json ui-kit/
COPY web/sdk/package.json sdk/
COPY web/host/package.json host/
COPY web/emr/package.json emr/
COPY web/pos/package.json pos/
COPY web/e2e/package.json e2e/
RUN npm ci --no-audit --no-fund
COPY web .
RUN npm run build && find dist -type f \( -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.svg' -o -name '*.json' \) -exec gzip -9k {} +

FROM nginx:1.27-alpine AS remote-emr
COPY deploy/nginx/remote-emr.conf /etc/nginx/conf.d/default.conf
COPY --from=build /web/dist/remotes/emr /usr/share/nginx/html/remotes/emr

FROM nginx:1.27-alpine AS remote-pos
COPY deploy/nginx/remote-pos.conf /etc/nginx/conf.d/default.conf
COPY --from=build /web/dist/remotes/pos /usr/share/nginx/html/remotes/pos

FROM nginx:1.27-alpine AS host
COPY deploy/nginx/host.conf /etc/nginx/conf.d/default.conf
COPY --from=build /web/dist/host /usr/share/nginx/html
