# One static binary and nothing else.
#   docker build -t chancery .
#   docker run -p 127.0.0.1:7878:7878 -v chancery:/data chancery
# Add a user before it may be read from outside the container:
#   docker run -i -v chancery:/data chancery user add jd --role admin < password.txt
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w ${VERSION:+-X main.release=$VERSION}" -o /chancery ./cmd/chancery
RUN mkdir -p /empty

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /chancery /chancery
COPY --from=build /src/LICENSE /src/NOTICE /
COPY --from=build --chown=65532:65532 /empty /data
COPY --from=build --chown=65532:65532 /empty /tmp
USER 65532:65532
ENV CHANCERY_LEDGER=/data/ledger.db CHANCERY_LISTEN=0.0.0.0:7878
VOLUME /data
EXPOSE 7878
ENTRYPOINT ["/chancery"]
CMD ["serve"]
