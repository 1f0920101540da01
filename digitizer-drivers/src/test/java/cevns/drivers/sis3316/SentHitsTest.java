package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.device.FaultyDatagrams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An emulated board tells when each hit was on the socket, once. */
class SentHitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Sent(int channel, long ticks) {}

    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> heldNs = Collections.synchronizedList(new ArrayList<>());
    private final SentHits hits = new SentHits();

    private void tell(int channel, long ticks, long held, long nanoTime) {
        sent.add(new Sent(channel, ticks));
        heldNs.add(held);
    }

    @Test
    void tellsOfAHitWithThePacketThatHoldsItsLastWord() {
        hits.tell(this::tell, () -> 5000);
        hits.stored(3, 1, 100, 11, 1000);
        hits.stored(3, 1, 200, 22, 2000);
        hits.stored(3, 1, 300, 33, 3000);
        hits.stored(4, 1, 100, 44, 4000);
        hits.sent(3, 1, 99);
        assertThat(sent).isEmpty();
        hits.sent(3, 1, 250);
        assertThat(sent).containsExactly(new Sent(3, 11), new Sent(3, 22));
        hits.sent(3, 1, 250); // the packet was lost and is sent again
        hits.sent(3, 1, 300);
        assertThat(sent).containsExactly(new Sent(3, 11), new Sent(3, 22), new Sent(3, 33));
        assertThat(heldNs).containsExactly(4000L, 3000L, 2000L);
    }

    @Test
    void tellsNothingOfABankThatHasBeenOpenedAnew() {
        hits.tell(this::tell, () -> 5000);
        hits.stored(3, 0, 100, 11, 1000);
        hits.stored(3, 1, 100, 22, 1000);
        hits.opened(0);
        hits.sent(3, 0, 100);
        hits.sent(3, 1, 100);
        assertThat(sent).containsExactly(new Sent(3, 22));
    }

    @Test
    void everyRecordWasToldOfOnceAlsoWhenPacketsAreLost() {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        CapturedRecords records = new CapturedRecords();
        try (Sis3316Emulator board =
                new Sis3316Emulator(
                        Boards.NEW, new SteadySignals(2, 5_000_000), WallClock.SYSTEM, anywhere)) {
            board.onSent(this::tell);
            board.start();
            try (FaultyDatagrams network = new FaultyDatagrams(board.address());
                    Sis3316Driver driver =
                            Boards.driver(network.port(), Boards.TWO_CHANNELS + "tries = 20\n")) {
                network.lose(0.02);
                driver.start(records);
                await().atMost(PATIENCE).until(() -> records.counters().recordsWritten >= 60);
                network.calm();
            }
        }
        assertThat(sent).doesNotHaveDuplicates();
        List<Sent> read = new ArrayList<>();
        for (Waveform waveform : records.waveforms) {
            read.add(new Sent(waveform.channel(), waveform.ticks()));
        }
        assertThat(sent).containsAll(read);
        assertThat(heldNs).allMatch(ns -> ns >= 0);
    }
}
