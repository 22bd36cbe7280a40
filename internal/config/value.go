package config

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

var duration = reflect.TypeFor[time.Duration]()

// setText sets a field to a value as a person types it. Lists have commas between
// their parts.
func setText(v reflect.Value, s string) error {
	switch {
	case v.Type() == duration:
		d, err := parseDuration(s)
		if err != nil {
			return err
		}
		v.SetInt(int64(d))
	case v.Kind() == reflect.String:
		v.SetString(s)
	case v.Kind() == reflect.Bool:
		b, err := strconv.ParseBool(s)
		if err != nil {
			return fmt.Errorf("%q, want true or false", s)
		}
		v.SetBool(b)
	case v.CanInt():
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return fmt.Errorf("%q, want a whole number", s)
		}
		v.SetInt(n)
	case v.CanFloat():
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return fmt.Errorf("%q, want a number", s)
		}
		v.SetFloat(x)
	case v.Kind() == reflect.Slice:
		var parts []any
		for p := range strings.SplitSeq(s, ",") {
			if p = strings.TrimSpace(p); p != "" {
				parts = append(parts, p)
			}
		}
		return setList(v, parts)
	default:
		return fmt.Errorf("a setting of type %s", v.Type())
	}
	return nil
}

// setValue sets a field to a value of a TOML file.
func setValue(v reflect.Value, x any) error {
	switch x := x.(type) {
	case string:
		if v.Kind() == reflect.String || v.Type() == duration {
			return setText(v, x)
		}
	case bool:
		if v.Kind() == reflect.Bool {
			v.SetBool(x)
			return nil
		}
	case int64:
		if v.CanInt() && v.Type() != duration {
			v.SetInt(x)
			return nil
		}
		if v.CanFloat() {
			v.SetFloat(float64(x))
			return nil
		}
	case float64:
		if v.CanFloat() {
			v.SetFloat(x)
			return nil
		}
	case []any:
		if v.Kind() == reflect.Slice {
			return setList(v, x)
		}
	}
	return errors.New("want " + kindName(v.Type()))
}

func setList(v reflect.Value, parts []any) error {
	list := reflect.MakeSlice(v.Type(), len(parts), len(parts))
	for i, p := range parts {
		if err := setValue(list.Index(i), p); err != nil {
			return err
		}
	}
	v.Set(list)
	return nil
}

func kindName(t reflect.Type) string {
	switch {
	case t == duration:
		return `a time such as "90s", "12h" or "7d"`
	case t.Kind() == reflect.String:
		return "a string"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Slice:
		return "a list, each " + kindName(t.Elem())
	case t.Kind() == reflect.Float64:
		return "a number"
	}
	return "a whole number"
}

// parseDuration reads a duration as package time writes it, or in whole days
// ("7d").
func parseDuration(s string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q, want %s", s, kindName(duration))
	}
	return d, nil
}

func formatDuration(d time.Duration) string {
	const day = 24 * time.Hour
	if d > 0 && d%day == 0 {
		return fmt.Sprintf("%dd", d/day)
	}
	s := d.String()
	s = strings.TrimSuffix(s, "m0s") + map[bool]string{true: "m"}[strings.HasSuffix(s, "m0s")]
	return strings.TrimSuffix(s, "h0m") + map[bool]string{true: "h"}[strings.HasSuffix(s, "h0m")]
}

// format is a value as a TOML file has it.
func format(v reflect.Value) string {
	switch {
	case v.Type() == duration:
		return strconv.Quote(formatDuration(time.Duration(v.Int())))
	case v.Kind() == reflect.String:
		return quote(v.String())
	case v.Kind() == reflect.Slice:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, format(v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(v.Interface())
}

// quote writes a basic string of TOML.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
