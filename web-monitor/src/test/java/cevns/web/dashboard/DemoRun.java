package cevns.web.dashboard;

import cevns.analysis.monitor.BlindingState;
import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.analysis.monitor.Timing;
import cevns.daq.config.RunConfig;
import cevns.daq.record.EndReason;
import cevns.daq.record.LossCause;
import cevns.daq.record.RejectCause;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import cevns.daq.record.SourceState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Snapshots and traces as a CsI run would bring them, and those of an imported germanium file. */
public final class DemoRun {

    public static final RunConfig CSI =
            RunConfig.ofText(
                    """
                    name = csi-demo
                    type = physics
                    detector {
                      name = CsI-1, kind = csi, mass_kg = 14.6, distance_m = 19.3
                      channels {
                        pmt {
                          source = adc, channel = 0, kind = pmt, polarity = negative, adc_bits = 14
                          baseline_ns = [0, 100], threshold_adc = 10, spe_charge_adc = 50
                        }
                        veto {
                          source = adc, channel = 1, kind = veto, polarity = negative, adc_bits = 14
                          baseline_ns = [0, 100], threshold_adc = 400
                        }
                      }
                    }
                    beam { mark_source = timing, charge = adara, charge_source = accelerator }
                    events { build = trigger }
                    regions {
                      coincidence { pre = [-40000, 0], roi = [0, 12000], onset_max_ns = 6000 }
                      anticoincidence {
                        pre = [-52000, -12000], roi = [-12000, 0], onset_max_ns = 6000
                      }
                    }
                    cuts = [ { name = pre_trace, quantity = pre_peaks, max = 4 },
                             { name = charge, quantity = charge_pe, min = 6, max = 60 } ]
                    sources {
                      accelerator { id = 3, family = adara, device {} }
                      adc { id = 1, family = dig2, device {} }
                      timing { id = 2, family = dig2, device {} }
                    }
                    """);

    public static final RunConfig GERMANIUM =
            RunConfig.ofText(
                    """
                    name = ge-file
                    type = calibration
                    detector {
                      name = Ge-1, kind = ge, mass_kg = 2.1
                      channels {
                        ge0 {
                          source = crate, channel = 0, kind = hpge, polarity = positive
                          adc_bits = 16, baseline_ns = [0, 20000], threshold_adc = 20
                          decay_ns = 45000, trapezoid_rise_ns = 4000, trapezoid_flat_ns = 1000
                          kev_per_adc = 0.5
                        }
                      }
                    }
                    beam { charge = none }
                    events { build = coincidence }
                    sources { crate { id = 1, family = sis3316, device {} } }
                    """);

    private static final Map<String, Long> NO_LOSS = zeroes(LossCause.values());
    private static final Map<String, Long> NO_REJECT = zeroes(RejectCause.values());

    /** Of a run that is not blind. */
    static final BlindingState OPEN =
            new BlindingState(BlindingState.State.OPEN, "v1", "", "", List.of(), 0);

    private DemoRun() {}

    public static Published published(Snapshot snapshot) {
        return new Published(snapshot, SnapshotJson.line(snapshot));
    }

    /** A CsI run after so many seconds, its newest data at {@code timeNs}. */
    public static Snapshot csi(long second, long timeNs, RunMode mode, EndReason end) {
        long marks = 60 * second;
        double charge = 23.6e-6;
        double protons = marks * charge / 1.602176634e-19;
        Snapshot.Account delivered =
                new Snapshot.Account(
                        marks, marks * 6000, marks * 2_360_000, protons, marks * 23_600.0, 0);
        Snapshot.Account good =
                new Snapshot.Account(
                        marks - 30,
                        (marks - 30) * 6000,
                        (marks - 30) * 2_360_000,
                        protons * 0.9812,
                        marks * 23_600 * 0.9812,
                        0);
        Map<String, Long> lost = new LinkedHashMap<>(NO_LOSS);
        Map<String, Long> rejected = new LinkedHashMap<>(NO_REJECT);
        if (second > 40) {
            lost.put("gap", 12L);
            rejected.put("late", 1L);
        }
        long adcLost = second > 40 ? 12 : 0;
        long adcRejected = second > 40 ? 1 : 0;
        List<Snapshot.Source> sources =
                List.of(
                        source(
                                1,
                                "adc",
                                "VX2730-EMU",
                                2 * marks,
                                lost,
                                adcLost,
                                rejected,
                                adcRejected),
                        source(2, "timing", "VX2740-EMU", marks, NO_LOSS, 0, NO_REJECT, 0),
                        source(3, "accelerator", "ADARA", marks, NO_LOSS, 0, NO_REJECT, 0));
        double scale = second / 60.0;
        Map<String, Snapshot.Spectrum> spectra = new LinkedHashMap<>();
        spectra.put(
                "charge_coincidence_pe",
                spectrum("PE", 0, 60, 30, i -> scale * (14 * Math.exp(-i / 6.0) + 3), 1));
        spectra.put(
                "charge_anticoincidence_pe",
                spectrum("PE", 0, 60, 30, i -> scale * (10 * Math.exp(-i / 6.0) + 3), 2));
        spectra.put(
                "time_coincidence_us",
                spectrum(
                        "µs",
                        0,
                        12,
                        24,
                        i -> scale * (7 + 12 * Math.exp(-(i - 2) * (i - 2) / 4.0)),
                        3));
        spectra.put("time_anticoincidence_us", spectrum("µs", 0, 12, 24, i -> scale * 7, 4));
        spectra.put(
                "spe_adc",
                spectrum(
                        "adc",
                        0,
                        200,
                        100,
                        i -> scale * 400 * Math.exp(-Math.pow((i - 30) / 9.0, 2)),
                        5));
        spectra.put("multiplicity", spectrum("", 0, 8, 8, i -> scale * 200 * Math.exp(-i), 6));
        long c = sum(spectra.get("charge_coincidence_pe"));
        long ac = sum(spectra.get("charge_anticoincidence_pe"));
        List<Snapshot.Gap> gaps =
                second > 40
                        ? List.of(
                                new Snapshot.Gap(
                                        "adc",
                                        "gap",
                                        12,
                                        timeNs - 9_000_000_000L,
                                        timeNs - 8_900_000_000L))
                        : List.of();
        return new Snapshot(
                2 * second,
                1234,
                0,
                "CsI-1",
                "csi",
                RunType.PHYSICS,
                mode,
                1,
                CSI.hash(),
                timeNs - second * 1_000_000_000L,
                timeNs,
                marks - 1,
                end,
                sources,
                0,
                new Snapshot.Beam(
                        marks,
                        1,
                        Map.of("duplicate", 2L, "noise", 0L),
                        16_666_667,
                        60.0,
                        new java.util.TreeMap<>(
                                Map.of(
                                        "beam",
                                        marks - 40,
                                        "empty",
                                        10L,
                                        "abnormal",
                                        0L,
                                        "unknown",
                                        0L)),
                        marks,
                        charge,
                        timeNs - 300_000_000L,
                        1.402e6,
                        30,
                        3,
                        42.0,
                        Timing.NONE),
                new Snapshot.Exposures(delivered, delivered, good),
                new Snapshot.Counts(c, ac, 1.0, 2, 3, 4),
                List.of(
                        new Snapshot.CutFlow(
                                "coincidence",
                                10 * c,
                                c + 1,
                                Map.of("pre_trace", 5 * c, "charge", 4 * c - 1)),
                        new Snapshot.CutFlow(
                                "anticoincidence",
                                10 * ac,
                                ac + 1,
                                Map.of("pre_trace", 5 * ac, "charge", 4 * ac - 1))),
                spectra,
                List.of(
                        new Snapshot.Channel(
                                "pmt", "adc", 0, marks, 9 * marks, 3, 12_000.2, 2.3, 51.2),
                        new Snapshot.Channel(
                                "veto", "adc", 1, marks, marks / 10, 0, 11_980, 2.1, Double.NaN)),
                gaps,
                List.of(
                        new Snapshot.Reading("hv", "HV pmt", "V", 1499.8, "good", timeNs),
                        new Snapshot.Reading("env", "hall", "degC", 21.4, "good", timeNs)),
                null,
                null,
                null,
                Snapshot.NoComparison.NO_PREDICTION,
                OPEN,
                null);
    }

    /** A germanium file recorded elsewhere; its times count from the zero of the device. */
    public static Snapshot germanium(long second) {
        long hits = 180 * second;
        Map<String, Snapshot.Spectrum> spectra = new LinkedHashMap<>();
        for (String empty : List.of("coincidence", "anticoincidence")) {
            spectra.put("charge_" + empty + "_pe", spectrum("PE", 0, 50, 25, i -> 0, 1));
            spectra.put("time_" + empty + "_us", spectrum("µs", 0, 12, 24, i -> 0, 1));
        }
        spectra.put(
                "energy_kev",
                spectrum(
                        "keV",
                        0,
                        3000,
                        1500,
                        i ->
                                second
                                        * (4 * Math.exp(-i / 400.0)
                                                + 60 * Math.exp(-Math.pow((i - 586.6) / 0.9, 2))
                                                + 45 * Math.exp(-Math.pow((i - 666.2) / 0.9, 2))
                                                + 8 * Math.exp(-Math.pow((i - 730.4) / 0.9, 2))),
                        7));
        spectra.put(
                "baseline_adc", spectrum("ADC", 0, 16384, 128, i -> i == 60 ? 3.0 * hits : 0, 8));
        long timeNs = second * 1_000_000_000L;
        Snapshot.Account none = new Snapshot.Account(0, 0, 0, 0, 0, 0);
        return new Snapshot(
                second,
                7,
                0,
                "Ge-1",
                "ge",
                RunType.CALIBRATION,
                RunMode.IMPORT,
                1,
                GERMANIUM.hash(),
                0,
                timeNs,
                -1,
                null,
                List.of(source(1, "crate", "SIS3316", hits, NO_LOSS, 0, NO_REJECT, 0)),
                0,
                new Snapshot.Beam(
                        0,
                        0,
                        Map.of(),
                        Double.NaN,
                        Double.NaN,
                        Map.of(),
                        0,
                        Double.NaN,
                        0,
                        Double.NaN,
                        0,
                        0,
                        Double.NaN,
                        Timing.NONE),
                new Snapshot.Exposures(none, none, none),
                new Snapshot.Counts(0, 0, Double.NaN, 0, 0, 0),
                List.of(new Snapshot.CutFlow("none", hits, hits, Map.of())),
                spectra,
                List.of(
                        new Snapshot.Channel(
                                "ge0", "crate", 0, hits, hits, 0, 7680, 4.1, Double.NaN)),
                List.of(),
                List.of(),
                null,
                null,
                null,
                Snapshot.NoComparison.NO_PREDICTION,
                OPEN,
                null);
    }

    private static Snapshot.Source source(
            int id,
            String name,
            String model,
            long read,
            Map<String, Long> lost,
            long lostUnits,
            Map<String, Long> rejected,
            long rejectedUnits) {
        return new Snapshot.Source(
                id,
                name,
                "dig2",
                model,
                model.endsWith("EMU"),
                SourceState.RUNNING,
                id == 1 ? 120.02 : 60.01,
                Map.of("beam", read),
                read,
                read - lostUnits - rejectedUnits,
                rejected,
                lost,
                0,
                Map.of("framing", 0L),
                Map.of("busy", 0L),
                0,
                0,
                read * 70_000);
    }

    private static Snapshot.Spectrum spectrum(
            String unit,
            double low,
            double high,
            int bins,
            java.util.function.IntToDoubleFunction mean,
            long seed) {
        Random random = new Random(seed);
        long[] counts = new long[bins];
        for (int i = 0; i < bins; i++) {
            double m = mean.applyAsDouble(i);
            counts[i] = Math.max(0, Math.round(m + Math.sqrt(m) * random.nextGaussian()));
        }
        return new Snapshot.Spectrum(unit, low, high, counts, 0, 0);
    }

    private static long sum(Snapshot.Spectrum spectrum) {
        return Arrays.stream(spectrum.counts()).sum();
    }

    private static Map<String, Long> zeroes(Enum<?>[] causes) {
        Map<String, Long> all = new LinkedHashMap<>();
        for (Enum<?> cause : causes) {
            all.put(word(cause), 0L);
        }
        return all;
    }

    /** As a snapshot writes it: channelOff. */
    private static String word(Enum<?> cause) {
        return java.util.regex.Pattern.compile("_(.)")
                .matcher(cause.name().toLowerCase(java.util.Locale.ROOT))
                .replaceAll(letter -> letter.group(1).toUpperCase(java.util.Locale.ROOT));
    }
}
