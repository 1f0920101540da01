package cevns.analysis;

import cevns.analysis.event.TraceJudge;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import java.util.Arrays;
import java.util.List;

/** The configured channels by source and number, and who judges their traces. */
final class ChannelMap {

    private static final int[] NONE = new int[0];

    private final TraceJudge[] judges;
    private int[][] bySource = new int[0][];

    ChannelMap(RunConfig config) {
        List<ChannelConfig> channels = config.detector().channels();
        judges = new TraceJudge[channels.size()];
        for (int i = 0; i < judges.length; i++) {
            ChannelConfig channel = channels.get(i);
            judges[i] = new TraceJudge(channel, config.windows(), config.beam().t0OffsetNs());
            put(sourceId(config, channel.source()), channel.channel(), i);
        }
    }

    private void put(int source, int channel, int index) {
        if (source >= bySource.length) {
            int old = bySource.length;
            bySource = Arrays.copyOf(bySource, source + 1);
            Arrays.fill(bySource, old, bySource.length, NONE);
        }
        int[] indices = bySource[source];
        if (channel >= indices.length) {
            int old = indices.length;
            indices = Arrays.copyOf(indices, channel + 1);
            Arrays.fill(indices, old, indices.length, -1);
            bySource[source] = indices;
        }
        indices[channel] = index;
    }

    /** Place of a channel in the configuration; −1 when it is not in it. */
    int index(int source, int channel) {
        if (source >= bySource.length || channel >= bySource[source].length) {
            return -1;
        }
        return bySource[source][channel];
    }

    TraceJudge judge(int index) {
        return judges[index];
    }

    /** Number of the source with this name; 0 where there is none. */
    static int sourceId(RunConfig config, String name) {
        for (SourceConfig source : config.sources()) {
            if (source.name().equals(name)) {
                return source.id();
            }
        }
        return 0;
    }
}
