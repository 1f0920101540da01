package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.drivers.dig2.MarkerBarrier.Marker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of caen-dig2.md section 4.3. */
class MarkerBarrierTest {

    private final MarkerBarrier barrier = new MarkerBarrier();

    @BeforeEach
    void connect() {
        barrier.opened();
        assertThat(barrier.waiting()).isTrue();
        assertThat(barrier.marker()).isEqualTo(Marker.OWED);
    }

    @Test
    void takesNothingBetweenConnectingAndTheFirstArm() {
        assertThat(barrier.waiting()).isFalse();
        assertThat(barrier.open()).isFalse();
    }

    @Test
    void opensAtTheMarkerThatFollowsTheReplyToArm() {
        barrier.sent(true);
        barrier.answered(true);
        assertThat(barrier.open()).isFalse();
        assertThat(barrier.waiting()).isTrue();
        assertThat(barrier.marker()).isEqualTo(Marker.OWED);
        assertThat(barrier.open()).isTrue();
    }

    @Test
    void opensAtTheMarkerThatComesBeforeTheReplyToArm() {
        barrier.sent(true);
        assertThat(barrier.marker()).isEqualTo(Marker.EARLY);
        assertThat(barrier.open()).isTrue();
        barrier.answered(true);
        assertThat(barrier.open()).isTrue();
        assertThat(barrier.waiting()).isFalse();
    }

    @Test
    void closesAtTheReplyToTheNextArmUntilItsMarker() {
        arm();
        barrier.sent(true);
        assertThat(barrier.open()).as("data of the old run until the reply").isTrue();
        barrier.answered(true);
        assertThat(barrier.open()).isFalse();
        barrier.marker();
        assertThat(barrier.open()).isTrue();
    }

    @Test
    void staysClosedAfterAClearOrReset() {
        arm();
        barrier.sent(false);
        barrier.answered(true);
        barrier.marker();
        assertThat(barrier.waiting()).isFalse();
        assertThat(barrier.open()).isFalse();
    }

    @Test
    void countsMarkersThatAreOwedTogether() {
        barrier.sent(false);
        barrier.answered(true);
        barrier.sent(true);
        barrier.answered(true);
        barrier.marker();
        assertThat(barrier.open()).as("the marker of the reset").isFalse();
        barrier.marker();
        assertThat(barrier.open()).as("the marker of the arm").isTrue();
    }

    @Test
    void owesNothingForACommandThatWasRefused() {
        arm();
        barrier.sent(true);
        barrier.answered(false);
        assertThat(barrier.waiting()).isFalse();
        assertThat(barrier.open()).isTrue();
    }

    @Test
    void knowsAMarkerThatNobodyAskedForAndStaysInStep() {
        arm();
        assertThat(barrier.marker()).isEqualTo(Marker.UNASKED);
        assertThat(barrier.open()).isTrue();
        barrier.sent(true);
        barrier.answered(true);
        assertThat(barrier.open()).as("the one too many does not count for this arm").isFalse();
        barrier.marker();
        assertThat(barrier.open()).isTrue();
    }

    private void arm() {
        barrier.sent(true);
        barrier.answered(true);
        barrier.marker();
    }
}
