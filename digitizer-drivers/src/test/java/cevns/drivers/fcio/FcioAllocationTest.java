package cevns.drivers.fcio;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.LossCause;
import cevns.drivers.Allocations;
import cevns.drivers.DigestSinks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FcioAllocationTest {

    @Test
    void takesEventsWithoutAllocating() {
        take(20_000);
    }

    @Test
    @Tag("long")
    void takesMillionsOfTracesWithoutAllocating() {
        take(1_000_000);
    }

    private static void take(int times) {
        DigestSinks sinks = new DigestSinks();
        FcioOptions options = FcioOptions.read(Configs.parse("", "test"));
        FcioSource source =
                new FcioSource("fcio", "0", "", sinks.source("0"), options, (f, at, what) -> {});
        FcioDecoder decoder = new FcioDecoder((fault, at, what) -> {});
        ByteBuffer begun = ByteBuffer.wrap(FcioStreams.begun().bytes());
        char[] trace = FcioStreams.trace(1, 2, 3);
        ByteBuffer events =
                ByteBuffer.wrap(
                        new FcioEncoder(ByteOrder.LITTLE_ENDIAN)
                                .event(FcioStreams.event(1, 2), trace, trace, trace)
                                .sparseEvent(FcioStreams.event(2, 3), new char[] {1}, trace)
                                .bytes());
        decoder.decode(begun);

        long allocated =
                Allocations.of(
                        times,
                        () -> {
                            events.rewind();
                            while (decoder.decode(events)) {
                                source.take(decoder.record(), LossCause.CORRUPT);
                            }
                        });

        assertThat(sinks.units).isGreaterThan(5L * times);
        assertThat(allocated).isLessThan(times);
    }
}
