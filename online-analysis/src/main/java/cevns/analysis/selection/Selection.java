package cevns.analysis.selection;

import cevns.analysis.event.Event;
import cevns.daq.config.CutConfig;
import cevns.daq.config.WindowConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which window an event is in and applies the cuts in their order. The same cuts for signal
 * and background: nothing here knows which of the two it looks at.
 */
public final class Selection {

    private final List<CutConfig> cuts;
    private final List<Window> windows = new ArrayList<>();
    private final CutFlow coincidence;
    private final CutFlow anticoincidence;
    private final CutFlow outside;
    private double signalStartNs;
    private double signalLengthNs = Double.POSITIVE_INFINITY;

    public Selection(List<CutConfig> cuts, List<WindowConfig> windows) {
        this.cuts = List.copyOf(cuts);
        coincidence = new CutFlow(this.cuts);
        anticoincidence = new CutFlow(this.cuts);
        outside = new CutFlow(this.cuts);
        for (WindowConfig config : windows) {
            // A prompt window is a label inside the coincidence one, no class of its own.
            if (config instanceof WindowConfig.Window w && w.kind() != WindowConfig.Kind.PROMPT) {
                this.windows.add(new Window(w.kind(), w.startNs(), w.stopNs()));
                if (w.kind() == WindowConfig.Kind.COINCIDENCE) {
                    signalStartNs = w.startNs();
                    signalLengthNs = w.stopNs() - w.startNs();
                }
            }
        }
    }

    /** The event in its window; as it is when a region has placed it, or no window holds it. */
    public Event place(Event event) {
        if (event.window() != null) {
            return event;
        }
        for (Window window : windows) {
            if (!Double.isNaN(window.timeIn(event.phase()))) {
                return window.place(event, signalStartNs, signalLengthNs);
            }
        }
        return event;
    }

    /** Applies all cuts to a placed event and counts it; true when it is selected. */
    public boolean select(Event event) {
        int failed = firstFailed(event, null);
        flow(event.window()).count(failed);
        return failed < 0;
    }

    /** True when the event passes every cut but those on one quantity. Counts nothing. */
    public boolean passesOthers(Event event, CutConfig.Quantity except) {
        return firstFailed(event, except) < 0;
    }

    private int firstFailed(Event event, CutConfig.Quantity except) {
        for (int i = 0; i < cuts.size(); i++) {
            CutConfig cut = cuts.get(i);
            if (cut.quantity() != except) {
                double value = event.quantity(cut.quantity());
                if (!(value >= cut.min() && value < cut.max())) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** What the cuts did in one window; {@code null} for events outside both. */
    public CutFlow flow(WindowConfig.Kind window) {
        if (window == WindowConfig.Kind.COINCIDENCE) {
            return coincidence;
        }
        return window == WindowConfig.Kind.ANTICOINCIDENCE ? anticoincidence : outside;
    }
}
