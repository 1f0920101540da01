package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Sis3316Frame.COUNTER_BITS;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TriggerKind;
import java.util.List;
import java.util.stream.Collectors;

/** One board of a llamaDAQ file: a source. */
final class LlamaBoard {

    private final RecordSink sink;
    private final String version;
    private final List<LlamaChannel> channels;
    private final Sis3316Decoder decoder;
    private boolean begun;
    private long beforeNs;

    /**
     * @param version of the file
     * @param channels of this board, at least one
     */
    LlamaBoard(RecordSink sink, String version, List<LlamaChannel> channels, TriggerKind kind) {
        this.sink = sink;
        this.version = version;
        this.channels = channels;
        decoder = new Sis3316Decoder(sink, 0, channels.get(0).tickFs(), kind);
    }

    RecordSink sink() {
        return sink;
    }

    /** Time of the latest hit [ns from counter zero]. */
    long timeNs() {
        return decoder.timeNs();
    }

    /** Time of the hit before it [ns from counter zero]. */
    long beforeNs() {
        return beforeNs;
    }

    /** Takes one whole hit. */
    void hit(Sis3316Hit hit, LlamaChannel channel, Sis3316Channel state) {
        if (!begun) {
            begin(channel.fourteenBits() && leftAligned(hit) ? 2 : 0);
        }
        beforeNs = decoder.timeNs();
        decoder.hit(hit, state);
    }

    /** Writes the last status, also of a board without a hit. */
    void end() {
        if (!begun) {
            begin(0);
        }
        sink.counters().state = SourceState.DISCONNECTED;
        sink.status(decoder.timeNs());
    }

    /**
     * Says what the source is.
     *
     * @param shift by how many bits raw samples stand left of the ADC counts of the hit's header
     */
    private void begin(int shift) {
        begun = true;
        int fadc = channels.get(0).fadc();
        String configs = channels.stream().map(LlamaChannel::json).collect(Collectors.joining(","));
        sink.info(
                new SourceInfo(
                        "FADC " + fadc,
                        Sis3316Family.NAME,
                        "SIS3316",
                        "",
                        "",
                        false,
                        0,
                        -1,
                        channels.get(0).tickFs(),
                        COUNTER_BITS,
                        channels.stream().map(LlamaBoard::info).toList(),
                        "{\"llamaDaq\":\"%s\",\"sampleShift\":%d,\"channels\":[%s]}"
                                .formatted(version, shift, configs)));
        sink.counters().state = SourceState.READY;
    }

    private static ChannelInfo info(LlamaChannel channel) {
        return new ChannelInfo(channel.channel(), Integer.toString(channel.key()), "");
    }

    /** True when the low two bits of all raw samples are empty. */
    private static boolean leftAligned(Sis3316Hit hit) {
        int bits = 0;
        for (int i = 0; i < hit.rawWords(); i++) {
            bits |= hit.buffer().getInt(hit.rawAt() + i * Sis3316Frame.WORD);
        }
        return hit.rawWords() > 0 && (bits & 0x0003_0003) == 0;
    }
}
