package cevns.drivers.dig2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a board what it is, sets it up, and reads back what it made of that: a board rounds what it
 * is given. One per connection; the steps are {@link #identify} and then {@link #configure}.
 */
final class Dig2Setup {

    private static final Logger LOG = LoggerFactory.getLogger(Dig2Setup.class);
    private static final Pattern RANGE =
            Pattern.compile("(?i)(.*/)(\\d{1,3})\\.\\.(\\d{1,3})(/.*)");
    private static final int KNOWN_VERSION = 104; // 1.4; the patch does not matter

    /** How commands are asked. */
    interface Asker {
        CompletableFuture<CommandReply> ask(CommandRequest request);
    }

    private final Dig2Options options;
    private final Asker asker;
    private final SortedMap<String, String> settings = new TreeMap<>();
    private long root;
    private int channels;
    private double samplePs;
    private int dataPort;

    Dig2Setup(Dig2Options options, Asker asker) {
        this.options = options;
        this.asker = asker;
    }

    /** Connects as the client and asks for what is needed before data can be read. */
    CompletableFuture<Void> identify() {
        return asker.ask(new CommandRequest("connect", 0, "", "client"))
                .thenAccept(this::connected)
                .thenCompose(done -> get("/par/numch"))
                .thenAccept(text -> channels = (int) whole("/par/numch", text, 1, 64))
                .thenCompose(done -> get("/par/adc_samplrate"))
                .thenAccept(text -> samplePs = 1e6 / real("/par/adc_samplrate", text, 1e-3))
                .thenCompose(done -> get("/endpoint/raw/port"))
                .thenAccept(text -> dataPort = (int) whole("/endpoint/raw/port", text, 1, 65535))
                .thenCompose(done -> endpoints());
    }

    private void connected(CommandReply reply) {
        root = whole("handle of the board", reply.first(), 0, 0xFF_FFFF);
        if (reply.value().size() > 1) {
            String version = reply.value().get(1);
            if (!version.matches("\\d{1,9}") || Integer.parseInt(version) / 100 > KNOWN_VERSION) {
                LOG.warn(
                        "{}: its server {} is not the 1.4 we know, nor older",
                        options.host(),
                        version);
            }
        }
    }

    private CompletableFuture<Void> endpoints() {
        List<String> names = new ArrayList<>();
        return ask("getChildHandles", root, "/endpoint", "")
                .thenCompose(reply -> each(reply.value(), handle -> endpoint(handle, names)))
                .thenAccept(
                        done -> {
                            names.removeAll(List.of("raw", "opendata"));
                            if (!names.isEmpty() && !names.contains(options.firmware().endpoint)) {
                                throw new CompletionException(
                                        new RefusedCommand(
                                                "not a board with "
                                                        + options.firmware().fwType
                                                        + " firmware: it offers "
                                                        + names));
                            }
                        });
    }

    private CompletableFuture<Void> endpoint(String handle, List<String> names) {
        long node = whole("handle of an endpoint", handle, 0, 0xFF_FFFF);
        return ask("getNodeProperties", node, "", "")
                .thenAccept(
                        reply -> {
                            if (reply.value().size() > 1
                                    && reply.value().get(1).equals("ENDPOINT")) {
                                names.add(reply.first());
                            }
                        });
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
                .thenCompose(done -> each(options.parameters().entrySet(), this::set))
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
                            return each(readBack, this::readBack);
                        })
                .thenApply(done -> board());
    }

    private CompletableFuture<Void> lengths() {
        if (!options.firmware().selfTriggers()) {
            return length("/par/recordlength", options.recordLengthNs(), true)
                    .thenCompose(done -> length("/par/pretrigger", options.preTriggerNs(), true));
        }
        // What a channel's pre-trigger counts where it is not in ns, differs between boards.
        return each(
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
            return CompletableFuture.completedFuture(null);
        }
        return set("/par/enstatevents", options.statistics() ? "True" : "False")
                .handle((done, failure) -> orRefused(options.host(), failure));
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
        return set("/endpoint/par/activeendpoint", options.firmware().endpoint)
                .handle((done, failure) -> orRefused(options.host(), failure));
    }

    /** Takes a refusal for an answer, but no other failure. */
    static Void orRefused(String host, Throwable failure) {
        if (failure != null) {
            if (!(cause(failure) instanceof RefusedCommand)) {
                throw new CompletionException(cause(failure));
            }
            LOG.warn("{}: {}", host, cause(failure).getMessage());
        }
        return null;
    }

    private CompletableFuture<Void> enable(List<String> readBack) {
        List<Integer> all = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            all.add(channel);
            readBack.add("/ch/" + channel + "/par/chenable");
        }
        for (int wanted : options.channels()) {
            if (wanted >= channels) {
                return failed("channel " + wanted + " of a board with " + channels);
            }
        }
        if (options.channels().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return each(
                all,
                c ->
                        set(
                                "/ch/" + c + "/par/chenable",
                                options.channels().contains(c) ? "True" : "False"));
    }

    // In ns where the board has it: of some lengths in samples the unit is not one sample.
    private CompletableFuture<Void> length(String path, double ns, boolean orSamples) {
        if (ns < 0 || ns == 0 && path.endsWith("recordlength")) {
            return CompletableFuture.completedFuture(null);
        }
        return set(path + "t", Long.toString(Math.round(ns)))
                .handle((done, refused) -> refused)
                .thenCompose(
                        refused ->
                                refused == null
                                        ? CompletableFuture.completedFuture(null)
                                        : orSamples
                                                ? set(
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
                whole("/par/maxrawdatasize", raw, 0, Long.MAX_VALUE),
                settings);
    }

    private int preTrigger() {
        String ns = settings.get("/par/pretriggert");
        if (ns != null) {
            return (int) Math.round(1000 * real("/par/pretriggert", ns, 0) / samplePs);
        }
        String samples = settings.getOrDefault("/par/pretriggers", "0");
        return (int) Math.round(real("/par/pretriggers", samples, 0));
    }

    /** Port of the data connection. */
    int dataPort() {
        return options.dataPort() > 0 ? options.dataPort() : dataPort;
    }

    /** Channels of the board. */
    int channels() {
        return channels;
    }

    /** Sends a command node, {@code armacquisition}. */
    CompletableFuture<CommandReply> command(String name) {
        return ask("sendCommand", root, "/cmd/" + name, "");
    }

    private CompletableFuture<Void> set(Map.Entry<String, String> parameter) {
        return set(parameter.getKey(), parameter.getValue());
    }

    private CompletableFuture<Void> set(String path, String value) {
        return ask("setValue", root, path, value).thenAccept(reply -> {});
    }

    /** Asks for the value of a parameter. */
    CompletableFuture<String> get(String path) {
        return ask("getValue", root, path, "").thenApply(CommandReply::first);
    }

    // What a board does not have, it does not have: boards and firmware differ.
    private CompletableFuture<Void> readBack(String path) {
        return get(path)
                .handle(
                        (value, refused) -> {
                            if (refused == null) {
                                settings.put(path.toLowerCase(Locale.ROOT), value);
                            } else if (!(cause(refused) instanceof RefusedCommand)) {
                                throw new CompletionException(cause(refused));
                            }
                            return null;
                        });
    }

    private CompletableFuture<CommandReply> ask(
            String cmd, long handle, String path, String value) {
        return asker.ask(new CommandRequest(cmd, handle, path, value));
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

    private static <T> CompletableFuture<Void> each(
            Collection<T> all, Function<T, CompletableFuture<Void>> step) {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (T one : all) {
            chain = chain.thenCompose(done -> step.apply(one));
        }
        return chain;
    }

    /** What a future failed with, without its wrapping. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    private static <T> CompletableFuture<T> failed(String what) {
        return CompletableFuture.failedFuture(new RefusedCommand(what));
    }

    private static long whole(String what, String text, long min, long max) {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new CompletionException(
                new RefusedCommand(what + " is '" + text + "', not in [" + min + ", " + max + "]"));
    }

    private static double real(String what, String text, double min) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value >= min && value <= 1e9) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new CompletionException(
                new RefusedCommand(what + " is '" + text + "', not a number"));
    }
}
