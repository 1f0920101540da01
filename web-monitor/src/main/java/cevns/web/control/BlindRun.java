package cevns.web.control;

import cevns.analysis.monitor.Blinding;
import cevns.daq.config.BeamConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.DamagedQueue;
import cevns.daq.queue.RunReader;
import cevns.daq.record.Note;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.Unblinding;
import cevns.daq.run.RunDirectory;
import cevns.daq.run.UnblindingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What may be done with a recorded run that is blind. */
public final class BlindRun {

    /** Sources say who they are among the first records; one that does not counts as real. */
    private static final int FIRST_RECORDS = 256;

    private BlindRun() {}

    /**
     * True for a run whose result was not open when it began.
     *
     * @throws cevns.daq.config.InvalidConfig if its configuration cannot be read
     */
    public static boolean isBlind(RunDirectory run) {
        First first = new First();
        try (RunReader reader = new RunReader(run.path())) {
            reader.poll(first, FIRST_RECORDS);
        } catch (DamagedQueue e) {
            return first.blinding == null || first.blinding.isBlind();
        }
        return first.blinding != null && first.blinding.isBlind();
    }

    /**
     * Refuses a configuration that would show by a detour what is blind in a run: one that opens
     * it, or has other windows, so that events of the coincidence would count elsewhere.
     *
     * @throws IllegalArgumentException naming what differs
     */
    public static void check(RunDirectory run, RunConfig other) {
        if (!isBlind(run)) {
            return;
        }
        RunConfig own = RunConfig.ofText(FirstRecord.of(run).configText());
        String differs = "";
        if (other.blinding().open()) {
            differs = "blinding.open";
        } else if (!own.windows().equals(other.windows())) {
            differs = "windows or regions";
        } else if (own.events().build() != other.events().build()) {
            differs = "events.build";
        } else if (!timing(own).equals(timing(other))) {
            differs = "beam.mark_source, mark_signal or t0_offset_ns";
        }
        if (!differs.isEmpty()) {
            throw new IllegalArgumentException(
                    "run %d is blind: it cannot be replayed with a configuration that differs in %s"
                            .formatted(run.run(), differs));
        }
    }

    private static String timing(RunConfig run) {
        BeamConfig beam = run.beam();
        return beam.markSource() + " " + beam.markSignal() + " " + beam.t0OffsetNs();
    }

    /**
     * The decision of two people to open a run, from the log of its data directory.
     *
     * @throws IOException if the log cannot be read
     */
    public static Optional<Unblinding> decision(RunDirectory run) throws IOException {
        RunMark.RunStart start = FirstRecord.of(run);
        if (start == null) {
            return Optional.empty();
        }
        String hash = RunConfig.ofText(start.configText()).blinding().hash();
        return log(run).find(hash);
    }

    /** The log of the data directory that a run lies in. */
    public static UnblindingLog log(RunDirectory run) {
        return new UnblindingLog(data(run));
    }

    static Path data(RunDirectory run) {
        return run.path().toAbsolutePath().normalize().getParent();
    }

    private static final class First implements RecordHandler {
        private Blinding blinding;
        private boolean hasSubrun;

        @Override
        public void onMark(RunMark mark) {
            if (mark instanceof RunMark.RunStart start && blinding == null) {
                blinding = new Blinding(start, RunConfig.ofText(start.configText()), null);
            }
            hasSubrun |= mark instanceof RunMark.SubrunStart;
        }

        @Override
        public void onInfo(int sourceId, SourceInfo info) {
            if (blinding != null) {
                blinding.onInfo(sourceId, info);
            }
        }

        @Override
        public void onNote(Note note) {
            if (blinding != null && !hasSubrun) {
                blinding.onNote(note);
            }
        }
    }
}
