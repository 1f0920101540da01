package cevns.web.bench;

import static cevns.drivers.device.SentListener.ALL_CHANNELS;
import static cevns.drivers.device.SentListener.NOT_HELD;
import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What was sent is found again, and records are known by their numbers. */
class LatencyTest {

    @Test
    void measuresFromTheLastByteOnTheSocketToTheHitsOfEachWaveformOfTheTrigger() {
        SentTimes sent = new SentTimes();
        sent.add(1, ALL_CHANNELS, 700, NOT_HELD, 1_000_000);
        sent.add(2, ALL_CHANNELS, 700, NOT_HELD, 5_000_000);
        sent.add(1, ALL_CHANNELS, 900, NOT_HELD, 9_000_000);
        FoundTimes found = new FoundTimes();
        found.add(1, 0, 700, 1_200_000);
        found.add(1, 1, 700, 1_300_000);
        found.add(2, 0, 700, 5_400_000);
        found.add(2, 0, 800, 6_000_000); // nothing says when that was sent
        found.match(sent);
        Histogram times = found.toHits();
        assertThat(found.held().getTotalCount()).isZero();
        assertThat(times.getTotalCount()).isEqualTo(3);
        Latency latency = Latency.of(times);
        assertThat(latency.p50Ns()).isBetween(300_000L, 300_300L);
        assertThat(latency.p999Ns()).isBetween(400_000L, 400_400L);
        assertThat(latency.maxNs()).isBetween(400_000L, 400_400L);
    }

    @Test
    void knowsWaveformsOfOneTimeByTheirChannelsWhereABoardSendsThemAlone() {
        SentTimes told = new SentTimes();
        told.add(1, 3, 700, 60_000_000, 1_000_000);
        told.add(1, 4, 700, 70_000_000, 9_000_000);
        SentTimes sent = new SentTimes();
        for (int i = 0; i < told.count(); i++) {
            sent.addLine(told.line(i)); // as it comes from the other process
        }
        FoundTimes found = new FoundTimes();
        found.add(1, 4, 700, 9_100_000);
        found.add(1, 5, 700, 9_200_000); // nothing says when that was sent
        found.match(sent);
        assertThat(found.toHits().getTotalCount()).isEqualTo(1);
        assertThat(found.toHits().getMaxValue()).isBetween(100_000L, 100_100L);
        assertThat(found.held().getMaxValue()).isBetween(70_000_000L, 70_100_000L);
    }

    @Test
    void knowsWhenTheNewestRecordsOfASourceWentIn() {
        AppendTimes times = new AppendTimes();
        long before = System.nanoTime();
        for (long sequence = 0; sequence <= 65_536; sequence++) {
            times.begin(sequence);
            times.end();
        }
        assertThat(times.of(0)).as("forgotten: its place is taken").isZero();
        assertThat(times.of(1)).isBetween(before, System.nanoTime());
        assertThat(times.of(65_536)).isBetween(times.of(1), System.nanoTime());
        assertThat(times.of(65_537)).as("not yet").isZero();
        assertThat(times.longestNs()).isBetween(1L, times.spentNs());
    }
}
