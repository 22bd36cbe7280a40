.PHONY: build test check bench bench-peers fuzz score figures

build:
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o bin/chancery ./cmd/chancery

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
