// Package browser has the tests of package web that need a browser: every page on
// a wide and on a narrow screen, light and dark, checked by axe-core; the keys; the
// chart that can be dragged; reading without script. They are skipped, and say so,
// where there is no Chromium.
package browser
