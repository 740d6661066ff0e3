# syntax=docker/dockerfile:1
# Rejoin as one image: the API, which also serves the portal, and the operator's command line. docs/operating.md.

FROM node:24-bookworm-slim AS build
WORKDIR /rejoin
ENV NX_DAEMON=false NX_TUI=false
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/portal/package.json apps/portal/
COPY libs/shared/domain/package.json libs/shared/domain/
COPY libs/shared/library/package.json libs/shared/library/
COPY libs/shared/schema/package.json libs/shared/schema/
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache
COPY . .
RUN node tools/build.mjs

# The program is one file. Beside it lies what it reads while it runs, and the one package that is native code.
FROM node:24-bookworm-slim
WORKDIR /rejoin
ENV NODE_ENV=production PORT=4200
COPY --from=build /rejoin/node_modules/@node-rs node_modules/@node-rs
COPY --from=build /rejoin/libs/shared/library node_modules/@rejoin/library
COPY --from=build /rejoin/libs/shared/schema node_modules/@rejoin/schema
COPY --from=build /rejoin/apps/portal/dist apps/portal/dist
COPY --from=build /rejoin/apps/api/package.json apps/api/
COPY --from=build /rejoin/apps/api/dist/*.* apps/api/dist/
USER node
EXPOSE 4200
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
