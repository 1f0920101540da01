package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GrowthBlocksTest {

    private final GrowthBlocks blocks = new GrowthBlocks(10);

    private void block(int marks, long charge, int on, int off) {
        for (int i = 0; i < marks; i++) {
            blocks.mark(charge);
        }
        for (int i = 0; i < on; i++) {
            blocks.event(true);
        }
        for (int i = 0; i < off; i++) {
            blocks.event(false);
        }
    }

    @Test
    void saysNothingBeforeTheFirstMark() {
        Stability s = blocks.at(1, 1);
        assertThat(s.marks()).isEmpty();
        assertThat(s.anticoincidencePerMark()).isNaN();
        assertThat(s.anticoincidenceChi2().probability()).isNaN();
        assertThat(s.excessGrowth().statistic()).isNaN();
    }

    /** 8, 12 and 10 of AC where 10 are expected: χ² = 0.4 + 0.4 + 0 of two degrees. */
    @Test
    void testsTheRateOfAcAgainstAConstant() {
        block(10, 5, 0, 8);
        block(10, 5, 0, 12);
        block(10, 5, 0, 10);
        Stability s = blocks.at(1, 2);
        assertThat(s.marks()).containsExactly(10, 10, 10);
        assertThat(s.protons()).containsExactly(100, 100, 100);
        assertThat(s.anticoincidence()).containsExactly(8, 12, 10);
        assertThat(s.anticoincidencePerMark()).isCloseTo(1, within(1e-12));
        assertThat(s.anticoincidenceChi2().statistic()).isCloseTo(0.8, within(1e-12));
        assertThat(s.anticoincidenceChi2().ndf()).isEqualTo(2);
        assertThat(s.anticoincidenceChi2().probability()).isCloseTo(Math.exp(-0.4), within(1e-9));
        // 8/30 where a third is expected
        assertThat(s.anticoincidenceGrowth().statistic()).isCloseTo(2 / 30.0, within(1e-12));
    }

    /** Excess 4 and 8 at equal protons: each 2 off, variances 16 and 20. */
    @Test
    void testsTheExcessAgainstTheProtons() {
        block(10, 5, 10, 6);
        block(10, 5, 14, 6);
        Stability s = blocks.at(1, 1);
        assertThat(s.excessChi2().statistic()).isCloseTo(4 / 16.0 + 4 / 20.0, within(1e-12));
        assertThat(s.excessChi2().ndf()).isEqualTo(1);
        assertThat(s.excessGrowth().statistic()).isCloseTo(2 / 6.0, within(1e-12));
        assertThat(s.excessGrowth().probability()).isGreaterThan(0.99);
    }

    @Test
    void noticesAnExcessThatStopsGrowing() {
        for (int i = 0; i < 10; i++) {
            block(10, 5, i < 5 ? 60 : 20, 20);
        }
        Stability s = blocks.at(1, 1);
        assertThat(s.excessChi2().probability()).isLessThan(1e-4);
        assertThat(s.excessGrowth().probability()).isLessThan(1e-3);
        assertThat(s.anticoincidenceChi2().probability()).isGreaterThan(0.9);
    }

    @Test
    void joinsBlocksWhenThereAreManyAndLosesNothing() {
        for (int i = 0; i < 1000; i++) {
            block(1, 3, i % 2, 1);
        }
        Stability s = blocks.at(1, 1);
        assertThat(s.marksPerBlock()).isEqualTo(20);
        assertThat(s.marks()).hasSize(50).containsOnly(20);
        assertThat(Arrays.stream(s.coincidence()).sum()).isEqualTo(500);
        assertThat(Arrays.stream(s.protons()).sum()).isCloseTo(3000, within(1e-9));
    }

    @Test
    void goesOnFromAState() {
        block(10, 5, 3, 4);
        block(3, 5, 1, 2);
        GrowthBlocks again = new GrowthBlocks(blocks.state());
        again.mark(5);
        blocks.mark(5);
        assertThat(again.state()).usingRecursiveComparison().isEqualTo(blocks.state());
    }
}
