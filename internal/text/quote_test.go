package text_test

import (
	"strings"
	"testing"
)

func TestQuotes(t *testing.T) {
	s := stage(t)
	tests := []struct {
		name, body string
		want       []string // span, then "scare" or "open" where they hold
	}{
		{"curly", "“We will answer at once,” the minister said.", []string{"We will answer at once,"}},
		{"straight", `"They must leave," he said. "All of them."`, []string{"They must leave,", "All of them."}},
		{"nested", "He said: “They told us ‘never again’ in June.”", []string{"They told us ‘never again’ in June.", "never again scare"}},
		{"nested straight", `"She called it 'a farce' twice," he said.`, []string{"She called it 'a farce' twice,", "a farce scare"}},
		{"wedges", "« Nous partons », dit-il, and «we left» too.", []string{"Nous partons", "we left"}},
		{"low", "Sie sagte „wir kommen morgen alle wieder“ und ging.", []string{"wir kommen morgen alle wieder"}},
		{"spaced by translation", `He spoke of " an act of war by others " , and left.`, []string{"an act of war by others"}},
		{"apostrophes", "The ministers' aides don't think it's the rebels' fault.", nil},
		{"single quotes", "He called it 'a very serious error of judgment' and left.", []string{"a very serious error of judgment"}},
		{"plural and single", "The workers' union wants 'clear and binding rules now', it said.", []string{"clear and binding rules now"}},
		{"scare", "The so-called “peace council” met.", []string{"peace council scare"}},
		{"short answer", `"No," he said.`, []string{"No,"}},
		{"short clause", "“We refuse,” she said.", []string{"We refuse,"}},
		{"unclosed", "“We shall stay here for good, he said.\nNothing more was heard.", []string{"We shall stay here for good, he said. open"}},
		{"over paragraphs", "“This is the first part of it.\n“This is the second,” he said.", []string{"This is the first part of it.\n“This is the second,"}},
		{"not over paragraphs", "“This is the first part of it.\nThe rest, “they say”, came later.", []string{"This is the first part of it. open", "they say"}},
		{"lost opening mark", `We will not take part in this", said the envoy.`, []string{"We will not take part in this"}},
		{"lost closing mark", `He spoke of "a long war. The envoy said "we want no war at all" today.`, []string{"a long war. The envoy said open", "we want no war at all"}},
		{"inches", `A 6" shell and a 12" one lay there.`, nil},
		{"two in one sentence", "It was “a wise step” and “a brave one, after all”.", []string{"a wise step scare", "a brave one, after all"}},
		{"question", "“Who gave the order?” asked the judge.", []string{"Who gave the order?"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := split(t, s, tt.body)
			check(t, tt.body, d)
			var got []string
			for _, q := range d.Quotes {
				g := tt.body[q.Start:q.End]
				if q.Scare {
					g += " scare"
				}
				if !q.Closed {
					g += " open"
				}
				got = append(got, g)
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}
