package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.SourceState;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyDatagrams;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every live driver must do, done by this one over UDP. A datagram is whole or not there, so
 * what TCP splits and joins is here lost, doubled, exchanged or cut short.
 */
class Sis3316ContractTest extends DigitizerContract {

    private FaultyDatagrams network;
    private Sis3316Emulator board;

    @Override
    protected Bench bench() {
        board = Boards.start(Boards.NEW, 2, 10_000_000);
        network = new FaultyDatagrams(board.address());
        return new Bench(
                board, List.of(network), Boards.driver(network.port(), Boards.TWO_CHANNELS));
    }

    /** While it only gets no answer the board keeps its data: nothing is lost if it comes back. */
    @Override
    protected boolean hasGivenUp(SourceState state) {
        return state == SourceState.DISCONNECTED || state == SourceState.CONNECTING;
    }

    /** Of a datagram that is cut short nothing is believed; the next answers are whole again. */
    @Override
    @Test
    protected void readsAStreamThatComesByteByByte() {
        start();
        network.split(7);
        await().atMost(PATIENCE).until(() -> bench.driver().counters().refused() > 0);
        network.split(0);
        awaitMoreUnits();
        assertThat(bench.driver().counters().lost()).isZero();
    }

    /** Of what overtakes each other and comes twice nothing is lost and nothing counted twice. */
    @Override
    @Test
    protected void readsAStreamThatComesInLumps() {
        network.exchange(0.1);
        network.duplicate(0.1);
        start();
        await().atMost(PATIENCE).until(() -> bench.driver().counters().refused() > 10);
        assertThat(bench.driver().counters().lost()).isZero();
        assertThat(bench.driver().counters().unknownLosses).isZero();
    }

    /**
     * On a busy host an answer may be so late that it was asked for again: it is refused then, and
     * nothing is lost.
     */
    @Override
    @Test
    protected void readsAStreamThatComesLate() {
        network.delay(30);
        start();
        assertThat(bench.driver().counters().lost()).isZero();
        assertThat(bench.driver().counters().unknownLosses).isZero();
    }
}
