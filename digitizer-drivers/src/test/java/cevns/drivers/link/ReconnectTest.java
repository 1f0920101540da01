package cevns.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    @Test
    void waitsLongerEachTimeAndThenKeepsTheLastDelay() {
        Reconnect reconnect = new Reconnect(Reconnect.DEFAULT_SECONDS);
        long[] delays = new long[7];
        for (int i = 0; i < delays.length; i++) {
            delays[i] = reconnect.nextDelayMs();
        }
        assertThat(delays).containsExactly(1000, 2000, 5000, 10_000, 30_000, 30_000, 30_000);
    }

    @Test
    void startsAgainFromTheFirstDelayOnceTheDeviceDelivers() {
        Reconnect reconnect = new Reconnect(List.of(0.5, 8.0));
        reconnect.nextDelayMs();
        reconnect.nextDelayMs();
        reconnect.succeeded();
        assertThat(reconnect.nextDelayMs()).isEqualTo(500);
    }

    @Test
    void refusesAScheduleWithoutDelaysOrWithANegativeOne() {
        assertThatThrownBy(() -> new Reconnect(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reconnect(List.of(1.0, -2.0)))
                .hasMessageContaining("[1.0, -2.0]");
    }
}
