package cevns.web.bench;

import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.drivers.Digitizers;
import cevns.drivers.emulation.LoadSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The detectors whose data are made; each is the shipped configuration {@code runs/load-NAME}. */
public enum Bench {
    CSI("CsI[Na]: 2 x 35,000 samples by the beam at 60 Hz; dig2 scope; more by strobes", 8_500_000),
    CENNS10(
            "CENNS-10: 2 x 8,252 samples at 120 Hz, beam and strobe; dig2 scope; more by strobes",
            4_000_000),
    CENNS750(
            "CENNS-750: 122 x 8,252 samples at 120 Hz, beam and strobe, 242 MB/s; four dig2 boards",
            245_000_000),
    NAI(
            "NaI 3.3 t: 432 channels, 50 self triggers a second each, 200 samples; seven dig2"
                    + " boards with DPP-PSD",
            13_000_000),
    GE(
            "Ge-Mini: 8 x 8,192 samples at 60 Hz and 80 self triggers a second; SIS3316 over UDP",
            10_000_000);

    private final String what;
    private final long bytesPerS;

    Bench(String what, long bytesPerS) {
        this.what = what;
        this.bytesPerS = bytesPerS;
    }

    /** Its name in a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in one line. */
    public String what() {
        return what;
    }

    /** Name of its configuration. */
    public String config() {
        return "runs/load-" + word();
    }

    /** About what it writes at factor 1 [bytes/s]. */
    long bytesPerS() {
        return bytesPerS;
    }

    /**
     * The bench of that name.
     *
     * @throws IllegalArgumentException with those that there are, if there is none
     */
    public static Bench of(String word) {
        return Arrays.stream(values())
                .filter(bench -> bench.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'" + word + "' is no bench; there is: " + words()));
    }

    private static String words() {
        return Arrays.stream(values()).map(Bench::word).collect(Collectors.joining(", "));
    }

    /**
     * Its configuration at so many times the detector's own rate: more strobes, or more hits a
     * second.
     *
     * @param addresses device options by which the emulators are found, by key path
     */
    RunConfig load(double factor, Map<String, Object> addresses) {
        Map<String, Object> overrides = new LinkedHashMap<>(addresses);
        for (SourceConfig source : boards(RunConfig.load(config(), Digitizers::check))) {
            String path = "sources." + source.name() + ".emulator.load.";
            LoadSettings load = settings(source);
            if (load.hitsPerS() > 0) {
                double all = factor * load.waveformsPerS();
                overrides.put(path + "hits_per_s", Math.max(0, all - load.triggeredPerS()));
            } else {
                overrides.put(
                        path + "per_cycle", Math.max(1, Math.round(load.perCycle() * factor)));
            }
        }
        return RunConfig.load(config(), overrides, Digitizers::check);
    }

    /** The sources that load the acquisition. */
    static List<SourceConfig> boards(RunConfig config) {
        return config.sources().stream().filter(s -> s.emulator().has("load")).toList();
    }

    private static LoadSettings settings(SourceConfig source) {
        return LoadSettings.read(source.emulator().child("load"));
    }

    /** Waveforms that the boards are to send [1/s]. */
    static double offeredPerS(RunConfig config) {
        return boards(config).stream().mapToDouble(s -> settings(s).waveformsPerS()).sum();
    }
}
