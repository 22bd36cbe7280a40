module peers/prose

go 1.26.0

require github.com/jdkato/prose/v2 v2.0.0
