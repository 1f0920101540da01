package cevns.drivers.orca;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.drivers.Allocations;
import cevns.drivers.DigestSinks;
import cevns.drivers.fcio.FcioEncoder;
import cevns.drivers.fcio.FcioStreams;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrcaAllocationTest {

    private static final char[] WORDS = FcioStreams.trace(1, 2, 3);

    @Test
    void takesRecordsOfEachKindWithoutAllocating() {
        take(20_000);
    }

    @Test
    @Tag("long")
    void takesMillionsOfTracesWithoutAllocating() {
        take(1_000_000);
    }

    private static void take(int times) {
        OrcaEncoder stream =
                OrcaStreams.begun()
                        .listenerConfig(1, FcioStreams.CONFIG)
                        .fcio(OrcaStreams.FCIO_CONFIG, 0x10001, FcioStreams.begun());
        int begun = stream.bytes().length;
        FcioEncoder event =
                new FcioEncoder(ByteOrder.LITTLE_ENDIAN)
                        .sparseEvent(FcioStreams.event(2, 3), new char[] {1}, WORDS);
        stream.flashCamTrace(9, 9, 1, FcioStreams.event(1, 2), WORDS)
                .fcio(OrcaStreams.FCIO_EVENT, 0x10001, event)
                .sis3302(new int[] {9, 9, 1}, 7, 1, WORDS, new int[3], 0)
                .sis3316(new int[] {9, 10, 1}, 0, OrcaStreams.hit(8, -1, WORDS, new char[0]));
        ByteBuffer bytes = ByteBuffer.wrap(stream.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        DigestSinks sinks = new DigestSinks();
        OrcaOptions options = OrcaOptions.read(Configs.parse("", "test"));
        OrcaStream taken = new OrcaStream(options, sinks, (fault, at, what) -> {});
        OrcaDecoder decoder = new OrcaDecoder();
        takeAll(decoder, taken, bytes, 0, begun);

        long allocated =
                Allocations.of(times, () -> takeAll(decoder, taken, bytes, begun, bytes.limit()));

        assertThat(sinks.sinks).hasSize(4);
        assertThat(sinks.units).isGreaterThan(5L * times);
        assertThat(allocated).isLessThan(times);
    }

    private static void takeAll(
            OrcaDecoder decoder, OrcaStream taken, ByteBuffer bytes, int from, int to) {
        for (int at = from; at < to; ) {
            at += (int) decoder.look(bytes, at, to - at);
            taken.take(decoder.record(), at);
        }
    }
}
