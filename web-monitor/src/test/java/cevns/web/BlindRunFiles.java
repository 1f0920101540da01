package cevns.web;

import cevns.daq.config.RunConfig;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.daq.run.RunDirectory;
import cevns.web.control.Analysis;
import cevns.web.control.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A run of a real detector on disk: 90 beam traces of 70 µs in samples of 20 ns, the trigger at 55
 * µs; ten photoelectrons in the anticoincidence region of each ninth, and of each third in the
 * coincidence region, where there are to be some.
 */
final class BlindRunFiles {

    static final int MARKS = 90;
    static final int COINCIDENCE = 30;
    static final int ANTICOINCIDENCE = 10;

    private static final long START_NS = 1_795_168_800_000_000_000L;
    private static final long PERIOD_NS = 16_666_667;
    private static final int LATE = 30;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    static final String CONFIG =
            """
            name = csi-blind
            type = physics
            campaign = winter
            detector {
              name = CsI-B, kind = csi, mass_kg = 14.57, distance_m = 19.3
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
                  model = stepped-logistic, plateau = 0.6655, slope = 0.4942, middle = 10.8507
                  zero_below = 5, half_below = 6
                }
                spectrum { unit = pe, low = 6, high = 30, bins = 12 }
                t0_us = 0.690, sigma_us = 0.140
                time { low = 0, high = 6, bins = 12 }
                systematics { flux = 0.10, quenching = 0.25, selection = 0.05, form_factor = 0.05 }
              }
            }
            beam {
              mark_source = board, charge = adara, charge_source = facility
              settle_s = 10, snapshot_every_marks = 10
            }
            events { build = trigger }
            regions {
              anticoincidence { pre = [-55000, -15000], roi = [-15000, 0], onset_max_ns = 12000 }
              coincidence { pre = [-40000, 0], roi = [0, 15000], onset_max_ns = 12000 }
            }
            cuts = [
              { name = afterglow, quantity = pre_peaks, max = 4 }
              { name = charge, quantity = charge_pe, min = 6, max = 30 }
            ]
            blinding { rule = v3, until = "the cuts are frozen", by = "the analysis board" }
            sources {
              board { id = 1, family = dig2, device {} }
              facility { id = 2, family = adara, required = false, device {} }
            }
            """;

    private BlindRunFiles() {}

    /** Writes the run as number 1 of a data directory, and analyses it as a live run is. */
    static RunDirectory write(Path data, boolean inCoincidence) throws IOException {
        RunConfig config = RunConfig.ofText(CONFIG);
        RunDirectory directory = RunDirectory.next(data);
        Files.writeString(directory.config(), config.text());
        try (RunQueue queue = RunQueue.open(directory.path(), QueueSettings.RUN)) {
            RunWriter control = queue.writer(0);
            control.mark(Version.runStart(1, config, RunMode.LIVE, 1, START_NS));
            control.mark(new RunMark.SubrunStart(START_NS, 0));
            records(queue, control, inCoincidence);
            long endNs = markNs(MARKS + LATE);
            control.mark(new RunMark.RunEnd(endNs, EndReason.OPERATOR, "done"));
        }
        try (Analysis analysis = Analysis.of(directory, directory.snapshots(), s -> {})) {
            analysis.run();
            analysis.writeSummary(directory);
        }
        return directory;
    }

    private static void records(RunQueue queue, RunWriter control, boolean inCoincidence) {
        RunWriter board = queue.writer(1);
        RunWriter facility = queue.writer(2);
        board.info(info("board"));
        facility.info(info("facility"));
        for (int i = 0; i < MARKS + LATE; i++) {
            if (i < MARKS) {
                board.beamMark(BeamSignal.T39, markNs(i), 0, 0, 0, Float.NaN, 0);
                trace(board, i, i % 3 == 1 && inCoincidence ? 2_800 : i % 9 == 2 ? 2_050 : -1);
            }
            if (i >= LATE) {
                int cycle = i - LATE;
                long idNs = markNs(cycle) + 3_000;
                facility.beamPulse(idNs, 0, 0, cycle, cycle == 0 ? 0 : 1, 1_000_000, 955_005, 0, 0);
            }
            if (i % 60 == 0) {
                board.status(markNs(i));
                facility.status(markNs(i));
                control.tick(markNs(i));
            }
        }
        board.status(markNs(MARKS + LATE));
        facility.status(markNs(MARKS + LATE));
    }

    private static long markNs(int i) {
        return START_NS + i * PERIOD_NS;
    }

    private static SourceInfo info(String name) {
        List<SourceInfo.ChannelInfo> none = List.of();
        return new SourceInfo(
                name, "test", "VX2730", "71", "1.0", false, START_NS, 1000, 2_000_000, 48, none,
                "{}");
    }

    /** A trace with ten photoelectrons from a sample on; with none where that is negative. */
    private static void trace(RunWriter board, int number, int from) {
        char[] samples = new char[3_500];
        Arrays.fill(samples, (char) 200);
        for (int pulse = 0; pulse < 10 && from >= 0; pulse++) {
            for (int i = 0; i < 6; i++) {
                samples[from + 12 * pulse + i] -= 10;
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asCharBuffer().put(samples);
        WaveformHeader header = new WaveformHeader();
        header.timeNs = markNs(number);
        header.triggerId = number;
        header.kinds = TriggerKind.BEAM.bit();
        header.channelsInTrigger = 1;
        header.sampleWidthPs = 20_000;
        header.preTrigger = 2_750;
        board.waveform(header, NONE, bytes);
    }
}
