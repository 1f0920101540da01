/**
 * What the run shows: histograms, counts, exposure, put together as a {@link
 * cevns.analysis.monitor.Snapshot}. Read that first, then {@link
 * cevns.analysis.monitor.SnapshotMaker}, which says where each number comes from. {@link
 * cevns.analysis.monitor.SnapshotJson} writes it, {@link cevns.analysis.monitor.SnapshotLog} keeps
 * it; {@link cevns.analysis.monitor.WaveformTap} is for the oscilloscope and is in no snapshot.
 */
package cevns.analysis.monitor;
