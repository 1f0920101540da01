/**
 * What the run shows: histograms, counts, exposure, put together as a {@link
 * cevns.analysis.monitor.Snapshot}. Read that first, then {@link
 * cevns.analysis.monitor.SnapshotMaker}, which says where each number comes from. {@link
 * cevns.analysis.monitor.SnapshotJson} writes it, {@link cevns.analysis.monitor.SnapshotLog} keeps
 * it; {@link cevns.analysis.monitor.WaveformTap} is for the oscilloscope and is in no snapshot.
 * What a blind run leaves out of all of them begins at {@link cevns.analysis.monitor.Blinding}.
 */
package cevns.analysis.monitor;
