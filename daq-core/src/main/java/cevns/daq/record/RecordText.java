package cevns.daq.record;

import cevns.daq.record.RunMark.RunEnd;
import cevns.daq.record.RunMark.RunStart;
import cevns.daq.record.RunMark.SubrunStart;
import cevns.daq.record.SourceInfo.ChannelInfo;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON bodies of the cold records. The time stands in the header, not in the text. */
public final class RecordText {

    private RecordText() {}

    /** The body of a run mark. */
    public static String of(RunMark mark) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (mark instanceof RunStart start) {
            json.put("run", start.run());
            json.put("type", start.type().name());
            json.put("mode", start.mode().name());
            json.put("timeLapse", start.timeLapse());
            json.put("configText", start.configText());
            json.put("configHash", start.configHash());
            json.put("codeVersion", start.codeVersion());
            json.put("javaVersion", start.javaVersion());
            json.put("operator", start.operator());
            json.put("carried", start.carried());
        } else if (mark instanceof SubrunStart subrun) {
            json.put("subrun", subrun.subrun());
        } else if (mark instanceof RunEnd end) {
            json.put("reason", end.reason().name());
            json.put("text", end.text());
        }
        return render(json);
    }

    /** The body of a source's description. */
    public static String of(SourceInfo info) {
        List<Object> channels = new ArrayList<>();
        for (ChannelInfo channel : info.channels()) {
            channels.add(
                    Map.of(
                            "channel", channel.channel(),
                            "name", channel.name(),
                            "unit", channel.unit()));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", info.name());
        json.put("family", info.family());
        json.put("model", info.model());
        json.put("serial", info.serial());
        json.put("firmware", info.firmware());
        json.put("simulated", info.simulated());
        json.put("originNs", info.originNs());
        json.put("originUncertaintyNs", info.originUncertaintyNs());
        json.put("tickFs", info.tickFs());
        json.put("counterBits", info.counterBits());
        json.put("channels", channels);
        json.put("settings", info.settings());
        if (!info.startGroup().isEmpty()) {
            json.put("startGroup", info.startGroup());
        }
        return render(json);
    }

    /** The body of a note. */
    public static String of(Note note) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("who", note.who());
        json.put("what", note.what());
        json.put("text", note.text());
        return render(json);
    }

    /** The text of the note that opens a blind run. */
    public static String of(Unblinding unblinding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("analysisHash", unblinding.analysisHash());
        json.put("rule", unblinding.second().rule());
        json.put("decisions", List.of(map(unblinding.first()), map(unblinding.second())));
        return render(json);
    }

    /** One person's decision as a line of {@code unblinding.jsonl}, without its end. */
    public static String of(Decision decision) {
        Map<String, Object> json = map(decision);
        json.put("analysisHash", decision.analysisHash());
        json.put("rule", decision.rule());
        return render(json);
    }

    private static Map<String, Object> map(Decision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("timeNs", decision.timeNs());
        json.put("who", decision.who());
        json.put("user", decision.user());
        json.put("comment", decision.comment());
        json.put("configHash", decision.configHash());
        return json;
    }

    /**
     * Reads a {@code RUN_START} body.
     *
     * @throws BadText if the text is not one
     */
    public static RunStart runStart(long timeNs, String text) {
        Fields json = new Fields(text);
        return new RunStart(
                timeNs,
                (int) json.integer("run"),
                json.constant("type", RunType.class),
                json.constant("mode", RunMode.class),
                json.number("timeLapse"),
                json.string("configText"),
                json.string("configHash"),
                json.string("codeVersion"),
                json.string("javaVersion"),
                json.string("operator"),
                json.string("carried"));
    }

    /** Reads a {@code SUBRUN_START} body. */
    public static SubrunStart subrunStart(long timeNs, String text) {
        return new SubrunStart(timeNs, (int) new Fields(text).integer("subrun"));
    }

    /** Reads a {@code RUN_END} body. */
    public static RunEnd runEnd(long timeNs, String text) {
        Fields json = new Fields(text);
        return new RunEnd(timeNs, json.constant("reason", EndReason.class), json.string("text"));
    }

    /** Reads an {@code INFO} body. */
    public static SourceInfo sourceInfo(String text) {
        Fields json = new Fields(text);
        List<ChannelInfo> channels = new ArrayList<>();
        for (Fields channel : json.objects("channels")) {
            channels.add(
                    new ChannelInfo(
                            (int) channel.integer("channel"),
                            channel.string("name"),
                            channel.string("unit")));
        }
        return new SourceInfo(
                json.string("name"),
                json.string("family"),
                json.string("model"),
                json.string("serial"),
                json.string("firmware"),
                json.flag("simulated"),
                json.integer("originNs"),
                json.integer("originUncertaintyNs"),
                json.integer("tickFs"),
                (int) json.integer("counterBits"),
                channels,
                json.string("settings"),
                json.has("startGroup") ? json.string("startGroup") : "");
    }

    /** Reads a {@code NOTE} body. */
    public static Note note(long timeNs, String text) {
        Fields json = new Fields(text);
        return new Note(timeNs, json.string("who"), json.string("what"), json.string("text"));
    }

    /**
     * Reads the text of the note that opens a blind run.
     *
     * @throws BadText if the text is not one
     * @throws IllegalArgumentException if it is not the decision of two different people
     */
    public static Unblinding unblinding(String text) {
        Fields json = new Fields(text);
        List<Fields> decisions = json.objects("decisions");
        if (decisions.size() != 2) {
            throw new BadText("two decisions expected, found " + decisions.size());
        }
        return new Unblinding(decision(decisions.get(0), json), decision(decisions.get(1), json));
    }

    /**
     * Reads a line of {@code unblinding.jsonl}.
     *
     * @throws BadText if the text is not one
     * @throws IllegalArgumentException if name, comment or hash are missing
     */
    public static Decision decision(String text) {
        Fields json = new Fields(text);
        return decision(json, json);
    }

    private static Decision decision(Fields json, Fields common) {
        return new Decision(
                json.integer("timeNs"),
                json.string("who"),
                json.string("user"),
                json.string("comment"),
                common.string("analysisHash"),
                json.string("configHash"),
                common.string("rule"));
    }

    private static String render(Map<String, Object> json) {
        return ConfigValueFactory.fromMap(json).render(ConfigRenderOptions.concise());
    }

    /** A JSON object whose fields must be there and of the right kind. */
    private record Fields(Map<String, ?> map) {

        Fields(String text) {
            this(parse(text));
        }

        private static Map<String, Object> parse(String text) {
            try {
                ConfigParseOptions json =
                        ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);
                return ConfigFactory.parseString(text, json).root().unwrapped();
            } catch (ConfigException e) {
                throw new BadText("not a JSON object: " + e.getMessage());
            }
        }

        boolean has(String key) {
            return map.containsKey(key);
        }

        String string(String key) {
            return field(key, String.class);
        }

        long integer(String key) {
            return field(key, Number.class).longValue();
        }

        double number(String key) {
            return field(key, Number.class).doubleValue();
        }

        <E extends Enum<E>> E constant(String key, Class<E> type) {
            String name = string(key);
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(name)) {
                    return constant;
                }
            }
            throw new BadText(key + ": " + name + " is no " + type.getSimpleName());
        }

        boolean flag(String key) {
            return field(key, Boolean.class);
        }

        List<Fields> objects(String key) {
            List<Fields> all = new ArrayList<>();
            for (Object element : field(key, List.class)) {
                if (!(element instanceof Map<?, ?> object)) {
                    throw new BadText(key + " holds " + element);
                }
                Map<String, Object> fields = new LinkedHashMap<>();
                object.forEach((name, value) -> fields.put(String.valueOf(name), value));
                all.add(new Fields(fields));
            }
            return all;
        }

        private <T> T field(String key, Class<T> type) {
            Object value = map.get(key);
            if (!type.isInstance(value)) {
                throw new BadText(key + ": " + type.getSimpleName() + " expected, found " + value);
            }
            return type.cast(value);
        }
    }
}
