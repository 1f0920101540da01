package cevns.drivers.dig2;

import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.dig2.wire.RefusedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Sets a board up and reads back what it made of that: a board rounds what it is given. One per
 * connection.
 */
final class Dig2Setup {

    private static final Pattern RANGE =
            Pattern.compile("(?i)(.*/)(\\d{1,3})\\.\\.(\\d{1,3})(/.*)");

    private final Dig2Options options;
    private final BoardDialog board;
    private final SortedMap<String, String> settings = new TreeMap<>();
    private final int channels;
    private final double samplePs;

    /** The setup of a board that has been identified. */
    Dig2Setup(Dig2Options options, BoardDialog board, Dig2Identity identity) {
        this.options = options;
        this.board = board;
        channels = identity.channels();
        samplePs = identity.samplePs();
    }

    /** Sets all that the configuration says, then reads it back. */
    CompletableFuture<Dig2Board> configure() {
        List<String> readBack =
                new ArrayList<>(
                        List.of(
                                "/par/fwtype",
                                "/par/cupver",
                                "/par/numch",
                                "/par/adc_nbit",
                                "/par/adc_samplrate"));
        return enable(readBack)
                .thenCompose(done -> lengths())
                .thenCompose(done -> statistics())
                .thenCompose(done -> BoardDialog.each(options.parameters().entrySet(), this::set))
                .thenCompose(done -> activate())
                .thenCompose(
                        done -> {
                            readBack.addAll(
                                    List.of(
                                            "/par/modelname",
                                            "/par/serialnum",
                                            "/par/fpga_fwver",
                                            "/par/startsource",
                                            "/par/clocksource",
                                            "/endpoint/par/activeendpoint",
                                            "/par/maxrawdatasize"));
                            Firmware firmware = options.firmware();
                            firmware.boardParameters().forEach(p -> readBack.add("/par/" + p));
                            for (int channel : readOut()) {
                                firmware.channelParameters()
                                        .forEach(p -> readBack.add(ofChannel(channel, p)));
                            }
                            options.parameters().keySet().forEach(p -> readBack.addAll(single(p)));
                            return BoardDialog.each(readBack, this::readBack);
                        })
                .thenApply(done -> board());
    }

    private CompletableFuture<Void> lengths() {
        if (!options.firmware().selfTriggers()) {
            return length("/par/recordlength", options.recordLengthNs(), true)
                    .thenCompose(done -> length("/par/pretrigger", options.preTriggerNs(), true));
        }
        // What a channel's pre-trigger counts where it is not in ns, differs between boards.
        return BoardDialog.each(
                readOut(),
                c ->
                        length(ofChannel(c, "chrecordlength"), options.recordLengthNs(), true)
                                .thenCompose(
                                        done ->
                                                length(
                                                        ofChannel(c, "chpretrigger"),
                                                        options.preTriggerNs(),
                                                        false)));
    }

    // Counters that do not come are no reason not to take data: losses are unknown then.
    private CompletableFuture<Void> statistics() {
        if (!options.firmware().hasStatistics()) {
            return BoardDialog.nothing();
        }
        return board.set("/par/enstatevents", options.statistics() ? "True" : "False")
                .handle((done, failure) -> BoardDialog.orRefused(options.host(), failure));
    }

    /** Channels that the configuration names, or all. */
    private List<Integer> readOut() {
        return options.channels().isEmpty()
                ? IntStream.range(0, channels).boxed().toList()
                : options.channels();
    }

    private static String ofChannel(int channel, String parameter) {
        return "/ch/" + channel + "/par/" + parameter;
    }

    // Only tells other clients how to decode; the stream is the same, so a refusal does no harm.
    private CompletableFuture<Void> activate() {
        return board.set("/endpoint/par/activeendpoint", options.firmware().endpoint)
                .handle((done, failure) -> BoardDialog.orRefused(options.host(), failure));
    }

    private CompletableFuture<Void> enable(List<String> readBack) {
        List<Integer> all = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            all.add(channel);
            readBack.add("/ch/" + channel + "/par/chenable");
        }
        for (int wanted : options.channels()) {
            if (wanted >= channels) {
                throw BoardDialog.refused("channel " + wanted + " of a board with " + channels);
            }
        }
        if (options.channels().isEmpty()) {
            return BoardDialog.nothing();
        }
        return BoardDialog.each(
                all,
                c ->
                        board.set(
                                "/ch/" + c + "/par/chenable",
                                options.channels().contains(c) ? "True" : "False"));
    }

    // In ns where the board has it: of some lengths in samples the unit is not one sample.
    private CompletableFuture<Void> length(String path, double ns, boolean orSamples) {
        if (ns < 0 || ns == 0 && path.endsWith("recordlength")) {
            return BoardDialog.nothing();
        }
        return board.set(path + "t", Long.toString(Math.round(ns)))
                .handle((done, refused) -> refused)
                .thenCompose(
                        refused ->
                                refused == null
                                        ? BoardDialog.nothing()
                                        : orSamples
                                                ? board.set(
                                                        path + "s",
                                                        Long.toString(
                                                                Math.round(1000 * ns / samplePs)))
                                                : CompletableFuture.failedFuture(refused));
    }

    private Dig2Board board() {
        List<Integer> enabled = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            if (!settings.getOrDefault("/ch/" + channel + "/par/chenable", "True")
                    .equalsIgnoreCase("False")) {
                enabled.add(channel);
            }
        }
        String raw = settings.getOrDefault("/par/maxrawdatasize", "0");
        return new Dig2Board(
                settings.getOrDefault("/par/modelname", ""),
                settings.getOrDefault("/par/serialnum", ""),
                settings.getOrDefault("/par/fpga_fwver", settings.getOrDefault("/par/cupver", "")),
                channels,
                enabled,
                (int) Math.round(samplePs),
                preTrigger(),
                BoardDialog.whole("/par/maxrawdatasize", raw, 0, Long.MAX_VALUE),
                settings);
    }

    private int preTrigger() {
        String ns = settings.get("/par/pretriggert");
        if (ns != null) {
            double stepPs = samplePs * Dig2Board.decimation(settings);
            return (int) Math.round(1000 * BoardDialog.real("/par/pretriggert", ns, 0) / stepPs);
        }
        String samples = settings.getOrDefault("/par/pretriggers", "0");
        return (int) Math.round(BoardDialog.real("/par/pretriggers", samples, 0));
    }

    private CompletableFuture<Void> set(Map.Entry<String, String> parameter) {
        return board.set(parameter.getKey(), parameter.getValue());
    }

    // What a board does not have, it does not have: boards and firmware differ.
    private CompletableFuture<Void> readBack(String path) {
        return board.get(path)
                .handle(
                        (value, refused) -> {
                            if (refused == null) {
                                settings.put(path.toLowerCase(Locale.ROOT), value);
                            } else if (!(BoardDialog.cause(refused) instanceof RefusedCommand)) {
                                throw new CompletionException(BoardDialog.cause(refused));
                            }
                            return null;
                        });
    }

    /** The paths that a path with a range stands for. */
    private List<String> single(String path) {
        Matcher range = RANGE.matcher(path);
        if (!range.matches()) {
            return List.of(path);
        }
        List<String> paths = new ArrayList<>();
        int last = Math.min(Integer.parseInt(range.group(3)), channels - 1);
        for (int i = Integer.parseInt(range.group(2)); i <= last; i++) {
            paths.add(range.group(1) + i + range.group(4));
        }
        return paths;
    }
}
