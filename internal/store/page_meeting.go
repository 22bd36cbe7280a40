package store

import "context"

// MeetingsFrom are the ids of meetings on or after a day, the next ones first;
// those that were called off are among them.
func (s *Store) MeetingsFrom(ctx context.Context, day string, limit int) ([]string, error) {
	return s.ids(ctx, "SELECT id FROM happening WHERE section = ? AND first >= ? ORDER BY first, id LIMIT ?", Agenda, day, limit)
}

// MeetingsIn are the ids of meetings that a month, year or day has, by day.
func (s *Store) MeetingsIn(ctx context.Context, month string, limit int) ([]string, error) {
	return s.ids(ctx, "SELECT id FROM happening WHERE section = ? AND first <= ? || '~' AND last >= ? ORDER BY first, id LIMIT ?", Agenda, month, month, limit)
}

// HappenedIn are the ids of happenings of a section whose first day is in a month,
// year or day, those that most independent sources tell of first.
func (s *Store) HappenedIn(ctx context.Context, section Section, day string, limit int) ([]string, error) {
	return s.ids(ctx, "SELECT id FROM happening WHERE section = ? AND first >= ? AND first <= ? || '~' ORDER BY sources DESC, reports DESC, id LIMIT ?", section, day, day, limit)
}
