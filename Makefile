.PHONY: build test check bench bench-peers fuzz score figures bench-ledger bench-reprints release

build:
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o bin/chancery ./cmd/chancery

# Static binaries for the machines below with their checksums, in bin/release. The
# version is the tag, or what stands in the program where there is none.
VERSION ?= $(patsubst v%,%,$(shell git describe --tags --exact-match 2>/dev/null))
PLATFORMS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64
release:
	rm -rf bin/release && mkdir -p bin/release
	for p in $(PLATFORMS); do \
		echo "$$p"; \
		CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} go build -trimpath -ldflags "-s -w $(if $(VERSION),-X main.release=$(VERSION))" \
			-o "bin/release/chancery-$${p%/*}-$${p#*/}" ./cmd/chancery || exit 1; \
	done
	cp LICENSE NOTICE deploy/chancery.service bin/release
	cd bin/release && { sha256sum * 2>/dev/null || shasum -a 256 *; } > ../SHA256SUMS && mv ../SHA256SUMS .

test:
	go test ./...

# Everything that CI runs.
check:
	bash .ci/run

bench:
	go test -run '^$$' -bench . ./...

# Beside other programs that read English: make bench-peers DATA=folder of treebanks.
bench-peers:
	bench/peers/run $(DATA)

# Half a minute of each fuzz target: make fuzz FUZZTIME=5m for more.
FUZZTIME ?= 30s
fuzz:
	git grep -oE '^func Fuzz[A-Za-z0-9_]+' -- '*_test.go' | while IFS=: read -r file func; do \
		go test "./$$(dirname $$file)" -run '^$$' -fuzz "^$${func#func }\$$" -fuzztime $(FUZZTIME) || exit 1; \
	done

# Accuracy on articles that were read by hand.
score:
	go run ./cmd/chancery score testdata/gold

# Every figure that README.md and docs/accuracy.md give; DATA is the folder of
# the development sets.
figures:
	@test -n "$(DATA)" || { echo "make figures DATA=DIR"; exit 2; }
	go run ./bench/readme
	go run ./bench/accuracy -data $(DATA) -markdown > docs/accuracy.new
	mv docs/accuracy.new docs/accuracy.md

# How fast a ledger takes articles and answers: ARTICLES=380000 makes a million
# rows; LEDGER keeps it and goes on from there.
ARTICLES ?= 20000
bench-ledger:
	go run ./bench/scale -articles $(ARTICLES) $(if $(LEDGER),-ledger $(LEDGER)) $(if $(HTML),-html $(HTML))

# How well reprints are found: make bench-reprints ARTICLES_FILE=articles.jsonl.
bench-reprints:
	go run ./bench/reprints -articles $(ARTICLES_FILE)
