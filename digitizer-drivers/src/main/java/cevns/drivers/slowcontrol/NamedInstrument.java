package cevns.drivers.slowcontrol;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.SourceInfo.ChannelInfo;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An instrument whose readings have the names of what they are connected to: {@code names { "T 1" =
 * crystal }}.
 *
 * @param instrument it
 * @param names new names by those that it gives
 */
record NamedInstrument(Instrument instrument, Map<String, String> names) implements Instrument {

    NamedInstrument {
        names = Map.copyOf(names);
    }

    /** Reads {@code names}; readings that have none there keep theirs. */
    static NamedInstrument read(Instrument instrument, ConfigTree device) {
        List<String> known = instrument.channels().stream().map(ChannelInfo::name).toList();
        ConfigTree tree = device.optionalChild("names");
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : tree.keys()) {
            if (known.contains(name)) {
                names.put(name, tree.string(name));
            } else {
                tree.problem(name, "no such reading; there are " + String.join(", ", known));
            }
        }
        return new NamedInstrument(instrument, names);
    }

    @Override
    public List<ChannelInfo> channels() {
        return instrument.channels().stream()
                .map(
                        c ->
                                new ChannelInfo(
                                        c.channel(),
                                        names.getOrDefault(c.name(), c.name()),
                                        c.unit()))
                .toList();
    }

    @Override
    public Identity identify(Dialogue with) throws IOException, BadAnswer {
        return instrument.identify(with);
    }

    @Override
    public List<Question> questions() {
        return instrument.questions();
    }
}
