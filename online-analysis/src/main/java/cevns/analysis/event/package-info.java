/**
 * From hits, beam marks and beam pulses to events and exposure. Read {@link
 * cevns.analysis.event.EventBuilder} and {@link cevns.analysis.event.BeamClock} first.
 *
 * <pre>
 *   WaveformView ─► TraceJudge (regions) ─► Readout ─► EventBuilder ─► EventAssembly ─► Event
 *                     TimeAlignment ────────────┘           ▲ watermark      ▲ time since beam
 *   BeamMarkView, BeamPulseView ──────────────► BeamClock ──┴────────────────┘
 *                                                   └─► SettledMark ─► LiveMarks, Exposure
 *   every record ─► Ledger
 * </pre>
 */
package cevns.analysis.event;
