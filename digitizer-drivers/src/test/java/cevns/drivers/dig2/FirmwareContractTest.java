package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.drivers.device.FaultyDatagrams;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every live driver must do, done with the firmware and the way of the data that {@link
 * Dig2ContractTest} and {@link DppContractTest} leave out; its short form is {@link
 * FirmwareEndToEndTest}.
 */
@Tag("long")
class FirmwareContractTest {

    @Nested
    class PulseHeight extends BoardContract {

        @Override
        String board() {
            return "firmware = dpp_pha";
        }

        @Override
        String options() {
            return "firmware = dpp_pha";
        }
    }

    @Nested
    class Open extends BoardContract {

        @Override
        String board() {
            return "firmware = dpp_open";
        }

        @Override
        String options() {
            return "firmware = dpp_open";
        }
    }

    @Nested
    class ZeroSuppressed extends BoardContract {

        @Override
        String board() {
            return "firmware = dpp_zle";
        }

        @Override
        String options() {
            return "firmware = dpp_zle";
        }
    }

    @Nested
    class OverUdp extends BoardContract {

        @Override
        String board() {
            return "raw_udp = true, data_port = 0, datagram_words = 3";
        }

        @Override
        String options() {
            return "";
        }

        /** No network splits datagrams; one that cuts them short leaves nothing of them. */
        @Override
        @Test
        protected void readsAStreamThatComesByteByByte() {
            start();
            network().split(17);
            long refused = bench.driver().counters().refused();
            awaitRefusals(refused + 10);
            network().split(0);
            awaitMoreUnits();
        }

        /** Nor does one join them: here some get lost. */
        @Override
        @Test
        protected void readsAStreamThatComesInLumps() {
            start();
            network().lose(0.1);
            awaitRefusals(bench.driver().counters().refused() + 5);
            awaitMoreUnits();
            assertThat(records.counters().lost()).isPositive();
        }

        private FaultyDatagrams network() {
            return (FaultyDatagrams) bench.links().get(1);
        }

        private void awaitRefusals(long many) {
            await().atMost(PATIENCE).until(() -> bench.driver().counters().refused() >= many);
        }
    }
}
