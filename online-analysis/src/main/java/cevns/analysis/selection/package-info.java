/**
 * From an event to whether it counts. Read {@link cevns.analysis.selection.Selection} first: it
 * says which window the event is in, applies the configured cuts in order, and keeps one {@link
 * cevns.analysis.selection.CutFlow} per window.
 */
package cevns.analysis.selection;
