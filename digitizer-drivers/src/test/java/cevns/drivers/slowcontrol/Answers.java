package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a decoder says of an answer that is none. */
public final class Answers {

    private Answers() {}

    /** It is refused as damaged, for this fault. */
    public static void assertGarbage(FrameFault fault, ThrowingCallable decoding) {
        BadAnswer bad = bad(decoding);
        assertThat(bad.fault()).isEqualTo(fault);
        assertThat(bad.cause()).isEqualTo(LossCause.CORRUPT);
    }

    /** It is understood as a no of the device. */
    public static void assertRefusal(String words, ThrowingCallable decoding) {
        BadAnswer bad = bad(decoding);
        assertThat(bad.cause()).isEqualTo(LossCause.DEVICE);
        assertThat(bad.fault()).isNull();
        assertThat(bad).hasMessageContaining(words);
    }

    /** Whatever comes of it, nothing but a bad answer is thrown. */
    public static void assertTame(ThrowingCallable decoding) {
        Throwable thrown = catchThrowable(decoding);
        assertThat(thrown == null || thrown instanceof BadAnswer).as("%s", thrown).isTrue();
    }

    private static BadAnswer bad(ThrowingCallable decoding) {
        Throwable thrown = catchThrowable(decoding);
        assertThat(thrown).isInstanceOf(BadAnswer.class);
        return (BadAnswer) thrown;
    }
}
