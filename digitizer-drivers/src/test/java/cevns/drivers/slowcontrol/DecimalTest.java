package cevns.drivers.slowcontrol;

import static cevns.drivers.slowcontrol.Answers.assertGarbage;
import static cevns.drivers.slowcontrol.Answers.assertTame;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecimalTest {

    @Test
    void readsNumbersAsInstrumentsWriteThem() throws BadAnswer {
        assertThat(Decimal.parse("0000.0")).isZero();
        assertThat(Decimal.parse("+077.35")).isEqualTo(77.35);
        assertThat(Decimal.parse("-1.2340E-06")).isEqualTo(-1.234e-6);
        assertThat(Decimal.parse("7.602E+2")).isEqualTo(760.2);
        assertThat(Decimal.whole("02048")).as("never octal").isEqualTo(2048);
    }

    @Test
    void refusesWhatIsNoNumber() {
        String[] none = {
            "", " 1", "1 ", "1,5", "0x10", "NaN", "Infinity", "1e999", "--1", "1.2.3", "1f", "١"
        };
        for (String text : none) {
            assertGarbage(FrameFault.VALUE, () -> Decimal.parse(text));
        }
        assertGarbage(FrameFault.VALUE, () -> Decimal.parse("1".repeat(33)));
        for (String text : new String[] {"", "-1", "1.0", "9999999999"}) {
            assertGarbage(FrameFault.VALUE, () -> Decimal.whole(text));
        }
    }

    @Property(tries = 300)
    void readsWhatIsWritten(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value)
            throws BadAnswer {
        String text = String.format(Locale.ROOT, "%+.4E", value);
        assertThat(Decimal.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Property(tries = 200)
    void readsWholeNumbersWithZerosBeforeThem(@ForAll @IntRange(max = 99_999) int value)
            throws BadAnswer {
        assertThat(Decimal.whole(String.format("%05d", value))).isEqualTo(value);
    }

    @Property(tries = 500)
    void throwsNothingElse(@ForAll String text) {
        assertTame(() -> Decimal.parse(text));
        assertTame(() -> Decimal.whole(text));
    }
}
