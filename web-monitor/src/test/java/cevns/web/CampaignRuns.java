package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.EndReason;
import cevns.daq.record.Note;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.daq.run.RunDirectory;
import cevns.web.control.Analysis;
import cevns.web.control.Campaigns;
import cevns.web.control.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Short runs of one detector in a data directory, taken as run control takes them. Which light
 * comes at which mark depends on the number of the mark alone, so that five runs have the events of
 * one long one.
 */
final class CampaignRuns {

    static final long START_NS = 1_795_168_800_000_000_000L;

    private static final long PERIOD_NS = 16_666_667;
    private static final QueueSettings SMALL = new QueueSettings(1 << 20, 0);
    private static final int LATE = 20;
    private static final int SAMPLES = 3_500;
    private static final int PRE_TRIGGER = 2_750;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final Path data;
    private String more = "";
    private boolean simulated = true;
    private int simulatedFrom = Integer.MAX_VALUE;
    private int flaggedFrom = Integer.MAX_VALUE;
    private int liftedFrom = Integer.MAX_VALUE;

    CampaignRuns(Path data) {
        this.data = data;
    }

    /** Takes the next runs with something more, or other, in the configuration. */
    CampaignRuns with(String lines) {
        more = lines;
        return this;
    }

    /** The next runs are of a real detector, or not. */
    CampaignRuns simulated(boolean is) {
        simulated = is;
        return this;
    }

    /**
     * In the next runs somebody notes before a mark that the data are bad, then that they are good.
     */
    CampaignRuns flagged(int from, int until) {
        flaggedFrom = from;
        liftedFrom = until;
        return this;
    }

    /** The next runs are of a real detector, until another source says that it is simulated. */
    CampaignRuns simulatedFrom(int mark) {
        simulated = false;
        simulatedFrom = mark;
        return this;
    }

    RunConfig config() {
        return RunConfig.ofText(
                """
                name = campaign-test, type = physics, campaign = test-2026
                blinding { open = true }
                detector {
                  name = CsI-T, kind = csi, mass_kg = 14.57, distance_m = 19.3
                  channels {
                    pmt {
                      source = board, channel = 0, adc_bits = 8, kind = pmt, polarity = negative
                      baseline_ns = [0, 10000], baseline_method = median
                      threshold_adc = 3, spe_charge_adc = 60
                    }
                  }
                  prediction {
                    target = CsI, source = stopped-pion, beam_energy_gev = 0.955
                    neutrinos_per_proton = 0.08, exposure { pot = 1.76e23 }
                    form_factor = helm-ls, couplings = tree, kinematics = full
                    quenching { model = constant, factor = 0.0878 }
                    light_yield_pe_per_kevee = 13.348
                    smearing { model = poisson, cell_middle = 0.5 }
                    efficiency {
                      model = stepped-logistic, plateau = 0.6655, slope = 0.4942
                      middle = 10.8507, zero_below = 5, half_below = 6
                    }
                    spectrum { unit = pe, low = 6, high = 30, bins = 12 }
                    t0_us = 0.690, sigma_us = 0.140
                    time { low = 0, high = 6, bins = 12 }
                    systematics { flux = 0.10, quenching = 0.25 }
                  }
                }
                beam {
                  mark_source = board, charge = adara, charge_source = facility
                  settle_s = 10, snapshot_every_marks = 30
                }
                events { build = trigger }
                regions {
                  anticoincidence {
                    pre = [-55000, -15000], roi = [-15000, 0], onset_max_ns = 12000
                  }
                  coincidence { pre = [-40000, 0], roi = [0, 15000], onset_max_ns = 12000 }
                }
                cuts = [
                  { name = charge, quantity = charge_pe, min = 6, max = 30 }
                  { name = time, quantity = time_ns, min = 0, max = 6000 }
                ]
                sources {
                  board { id = 1, family = dig2, device { host = a } }
                  facility { id = 2, family = adara, required = false, device { host = b } }
                }
                """
                        + more);
    }

    /** Takes and analyses a run of the marks [first, stop). */
    RunDirectory take(int first, int stop) throws IOException {
        RunDirectory run = write(first, stop, true);
        analyse(run);
        return run;
    }

    /** Takes a run and dies before its end; half of it has been analysed. */
    RunDirectory die(int first, int stop) throws IOException {
        RunDirectory run = write(first, stop, false);
        analyse(run);
        byte[] log = Files.readAllBytes(run.snapshots());
        Files.write(run.snapshots(), Arrays.copyOf(log, log.length / 2));
        Files.delete(run.summary());
        return run;
    }

    static void analyse(RunDirectory run) throws IOException {
        try (Analysis analysis = Analysis.of(run, run.snapshots(), snapshot -> {})) {
            analysis.run();
            analysis.writeSummary(run);
        }
    }

    private RunDirectory write(int first, int stop, boolean ends) throws IOException {
        RunDirectory run = RunDirectory.next(data);
        RunConfig config = config();
        String carried = Campaigns.carried(config, 1, data, run.run());
        Files.writeString(run.config(), config.text());
        long startNs = markNs(first) - 1_000_000;
        try (RunQueue queue = RunQueue.open(run.path(), SMALL)) {
            RunWriter control = queue.writer(0);
            RunWriter board = queue.writer(1);
            RunWriter facility = queue.writer(2);
            control.mark(Version.runStart(run.run(), config, RunMode.LIVE, 1, startNs, carried));
            board.info(info("board", simulated));
            facility.info(info("facility", simulated));
            for (int i = first; i < stop + LATE; i++) {
                if (i - first == simulatedFrom) {
                    facility.info(info("facility", true));
                }
                if (i - first == flaggedFrom) {
                    control.note(Note.bad(markNs(i), "mara", "the high voltage is off"));
                }
                if (i - first == liftedFrom) {
                    control.note(Note.good(markNs(i), "mara", "it is on"));
                }
                if (i < stop) {
                    board.beamMark(BeamSignal.T39, markNs(i), 0, 0, 0, Float.NaN, 0);
                    trace(board, i);
                }
                if (i >= first + LATE) {
                    pulse(facility, i - LATE);
                }
            }
            board.status(markNs(stop));
            facility.status(markNs(stop));
            if (ends) {
                control.mark(new RunMark.RunEnd(markNs(stop), EndReason.OPERATOR, ""));
            }
        }
        return run;
    }

    private static long markNs(int i) {
        return START_NS + i * PERIOD_NS;
    }

    private static void trace(RunWriter board, int i) {
        char[] trace = new char[SAMPLES];
        Arrays.fill(trace, (char) 200);
        boolean inC = (i * 37 + 11) % 100 < 17;
        boolean inAc = !inC && (i * 53 + 29) % 100 < 12;
        if (inC || inAc) {
            int roi = PRE_TRIGGER - (inAc ? 750 : 0);
            int start = roi + 15 + 5 * (i % 40); // 0.3 to 4.2 us
            for (int k = start; k < start + 6; k++) {
                trace[k] -= (char) (65 + 10 * (i % 12)); // 6.5 to 17.5 PE
            }
        }
        WaveformHeader header = new WaveformHeader();
        header.timeNs = markNs(i);
        header.triggerId = i;
        header.kinds = TriggerKind.BEAM.bit();
        header.channelsInTrigger = 1;
        header.sampleWidthPs = 20_000;
        header.preTrigger = PRE_TRIGGER;
        ByteBuffer samples = ByteBuffer.allocate(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
        samples.asCharBuffer().put(trace);
        board.waveform(header, EMPTY, samples);
    }

    private static void pulse(RunWriter facility, int i) {
        int cycle = i % 600;
        int charge = 1_000_000 + i % 7;
        facility.beamPulse(
                markNs(i) + 3_000, 0, 0, cycle, cycle == 0 ? 0 : 1, charge, 955_005 + i % 3, 0, 0);
    }

    private static SourceInfo info(String name, boolean simulated) {
        return new SourceInfo(
                name, "test", "Model", "1", "1.0", simulated, START_NS, 1_000_000, 2_000_000, 48,
                List.of(), "{}");
    }
}
