package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"maps"
	"slices"
	"strings"
)

//go:embed docs.html
var docsText string

//go:embed docs.css
var style string

var docsPage = template.Must(template.New("docs").Parse(docsText))

// A described operation is one as the page for a person shows it.
type described struct {
	ID, Method, Path, Summary, Description string
	Change                                 bool
	Params                                 []param
	Body                                   string // name of its schema
	Answers                                string
}

type param struct {
	Name, In, Type, Doc string
	Needed              bool
}

type tagged struct {
	Name string
	Ops  []described
}

// docs is the page for a person, made from the description: plain HTML, no script,
// nothing of another host.
func docs(description []byte) ([]byte, error) {
	var d struct {
		Info  struct{ Title, Version, Description string }
		Paths map[string]map[string]struct {
			OperationID          string
			Summary, Description string
			Tags                 []string
			Parameters           []struct {
				Name, In, Description string
				Required              bool
				Schema                map[string]any
			}
			RequestBody *struct {
				Content map[string]struct{ Schema map[string]any }
			}
			Responses map[string]struct {
				Content map[string]struct{ Schema map[string]any }
			}
		}
	}
	if err := json.Unmarshal(description, &d); err != nil {
		return nil, err
	}
	byTag := map[string][]described{}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(d.Paths[path])) {
			o := d.Paths[path][method]
			x := described{ID: o.OperationID, Method: strings.ToUpper(method), Path: path, Summary: o.Summary, Description: o.Description, Change: method != "get"}
			for _, p := range o.Parameters {
				x.Params = append(x.Params, param{p.Name, p.In, typeName(p.Schema), p.Description, p.Required})
			}
			if o.RequestBody != nil {
				x.Body = typeName(o.RequestBody.Content["application/json"].Schema)
			}
			x.Answers = strings.Join(slices.Sorted(maps.Keys(o.Responses)), ", ")
			tag := strings.Join(o.Tags, " ")
			byTag[tag] = append(byTag[tag], x)
		}
	}
	var tags []tagged
	for _, name := range slices.Sorted(maps.Keys(byTag)) {
		tags = append(tags, tagged{name, byTag[name]})
	}
	var b bytes.Buffer
	err := docsPage.Execute(&b, map[string]any{"Info": d.Info, "Tags": tags})
	return b.Bytes(), err
}

// typeName is a schema in a word.
func typeName(s map[string]any) string {
	if r, ok := s["$ref"].(string); ok {
		return strings.TrimPrefix(r, refs)
	}
	if list, ok := s["enum"].([]any); ok {
		var words []string
		for _, v := range list {
			if w, ok := v.(string); ok {
				words = append(words, w)
			}
		}
		return strings.Join(words, " | ")
	}
	if items, ok := s["items"].(map[string]any); ok {
		return "several: " + typeName(items)
	}
	switch t := s["type"].(type) {
	case string:
		return t
	case []any:
		if len(t) > 0 {
			if items, ok := s["items"].(map[string]any); ok {
				return "several: " + typeName(items)
			}
			first, _ := t[0].(string)
			return first
		}
	}
	return "any"
}
