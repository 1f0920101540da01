package cevns.web.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What was sent is found again, and records are known by their numbers. */
class LatencyTest {

    @Test
    void measuresFromTheLastByteOnTheSocketToTheHitsOfEachWaveformOfTheTrigger() {
        SentTimes sent = new SentTimes();
        sent.add(1, 700, 1_000_000);
        sent.add(2, 700, 5_000_000);
        sent.add(1, 900, 9_000_000);
        FoundTimes found = new FoundTimes();
        found.add(1, 700, 1_200_000);
        found.add(1, 700, 1_300_000);
        found.add(2, 700, 5_400_000);
        found.add(2, 800, 6_000_000); // nothing says when that was sent
        Histogram times = found.since(sent);
        assertThat(times.getTotalCount()).isEqualTo(3);
        Latency latency = Latency.of(times);
        assertThat(latency.p50Ns()).isBetween(300_000L, 300_300L);
        assertThat(latency.p999Ns()).isBetween(400_000L, 400_400L);
        assertThat(latency.maxNs()).isBetween(400_000L, 400_400L);
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
