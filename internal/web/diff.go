package web

import "chancery/internal/diff"

// An edit is a piece of a text beside another version of it.
type edit = diff.Edit

// differences are the pieces that make the new text out of the old.
func differences(before, after string) []edit { return diff.Words(before, after) }
