package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.Pipeline;
import cevns.analysis.Records;
import cevns.analysis.TestConfigs;
import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.LossCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The ledger balances at all times in a sound run, and never when a unit is missing. */
class SourceLedgerTest {

    private static Records run(Random random) {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source[] sources = {records.source(1), records.source(2)};
        for (int i = 0; i < 200; i++) {
            Records.Source source = sources[random.nextInt(2)];
            long t = Records.START_NS + i * 16_666_667L;
            switch (random.nextInt(8)) {
                case 0 -> source.status(t);
                case 1 -> source.loss(LossCause.GAP, random.nextInt(100), t, t + 5);
                case 2 -> source.loss(LossCause.LINK, -1, t, t + 5);
                case 3 -> source.waveform(random.nextInt(4), i / 7, t, 1, 2, 0, new char[0]);
                case 4 -> source.pulse(t / 5_000_000_000L * 5_000_000_000L, 1, 5, 0);
                case 5 -> source.mark(t);
                case 6 -> source.info("x", false, 0);
                default -> source.reading(1, i, t);
            }
            if (i % 20 == 19) {
                records.subrun(i / 20, t);
            }
        }
        for (Records.Source source : sources) {
            source.status(Records.START_NS);
        }
        return records.end(Records.START_NS);
    }

    @Property(tries = 100)
    void balancesAtEverySnapshot(@ForAll long seed) {
        List<Snapshot> snapshots = new ArrayList<>();
        run(new Random(seed)).play(new Pipeline(snapshots::add));
        assertThat(snapshots).hasSizeGreaterThan(10);
        for (Snapshot snapshot : snapshots) {
            assertThat(snapshot.residual()).isZero();
            for (Snapshot.Source s : snapshot.sources()) {
                long rejected = s.rejected().values().stream().mapToLong(n -> n).sum();
                long lost = s.lost().values().stream().mapToLong(n -> n).sum();
                assertThat(s.read() - s.built() - rejected - lost - s.pending()).isZero();
            }
        }
    }

    @Property(tries = 100)
    void neverBalancesWhenARecordIsGone(@ForAll long seed) {
        Random random = new Random(seed);
        List<byte[]> records = new ArrayList<>(run(random).all());
        // Any record of a source but the first and the last: those of run control carry no units.
        int which = 1 + random.nextInt(records.size() - 2);
        while (records.get(which)[2] == 0) {
            which = 1 + random.nextInt(records.size() - 2);
        }
        boolean last = which >= records.size() - 3;
        records.remove(which);
        List<Snapshot> snapshots = new ArrayList<>();
        Records.play(records, new Pipeline(snapshots::add));
        if (!last) {
            assertThat(snapshots.get(snapshots.size() - 1).residual()).isPositive();
        }
    }
}
