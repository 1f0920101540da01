package cevns.drivers.sis3316;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.link.DeviceLoop;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One board from the first contact to the end: meet, set up, start, read banks, stop. Used once, on
 * the device's loop; what goes wrong is told once, through {@link Owner#ended}.
 */
final class Sis3316Connection implements Sis3316Client.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Sis3316Connection.class);

    /** Who wants the data. */
    interface Owner {

        /** The board is set up. */
        void ready();

        /**
         * The board takes data.
         *
         * @param originNs host time when its counter was cleared [ns since the Unix epoch]
         * @param uncertaintyNs how far that may be off [ns]
         */
        void running(Sis3316Board board, long originNs, long uncertaintyNs);

        /** The board is set up otherwise from now on; it goes on taking data. */
        void changed(Sis3316Board board);

        /** Bytes have come. */
        void bytes(int count);

        /** A datagram or what was in it was refused; data go on. */
        void refused(FrameFault fault, String what);

        /** All that was stored until {@link #stop} has been read. */
        void stopped();

        /**
         * The connection is over.
         *
         * @param state ERROR when the board itself said no, else DISCONNECTED
         * @param cause why data are missing from now on
         */
        void ended(String reason, SourceState state, LossCause cause);
    }

    private final Sis3316Options options;
    private final WallClock clock;
    private final RecordSink sink;
    private final Owner owner;
    private final Sis3316Client client;
    private final Sis3316Setup setup;
    private final Acquisition acquisition;
    private final FifoTransfer transfer;
    private Sis3316Board board;
    private BankDecoder decoder;
    private BankReader reader;
    private long originNs;
    private long uncertaintyNs;
    private boolean stopping;
    private boolean over;

    Sis3316Connection(
            Sis3316Options options,
            DeviceLoop loop,
            WallClock clock,
            RecordSink sink,
            Owner owner) {
        this.options = options;
        this.clock = clock;
        this.sink = sink;
        this.owner = owner;
        client = new Sis3316Client(loop, options.link(), this);
        setup = new Sis3316Setup(options, client);
        acquisition = new Acquisition(client, options.link().tries());
        transfer = new FifoTransfer(client, options.link(), this, this::jumboGivenUp);
    }

    /** Begins. */
    void open() {
        client.open()
                .thenCompose(setup::configure)
                .thenCompose(
                        set -> {
                            board = set;
                            transfer.packetsOf(
                                    setup.isJumbo()
                                            ? PacketFrame.JUMBO_WORDS
                                            : PacketFrame.NORMAL_WORDS,
                                    client.receiveBufferBytes());
                            owner.ready();
                            return start();
                        })
                .thenCompose(done -> reader.run())
                .thenCompose(done -> rest())
                .exceptionally(this::failed);
    }

    /** Arms, clears the counter, and throws away what was stored before that. */
    private CompletableFuture<Void> start() {
        return acquisition
                .disarm()
                .thenCompose(done -> acquisition.arm(0))
                .thenCompose(done -> clearTime(options.link().tries()))
                .thenCompose(done -> acquisition.arm(1))
                .thenAccept(done -> started());
    }

    private CompletableFuture<Void> clearTime(int left) {
        long sentNs = clock.nowNs();
        long sent = System.nanoTime();
        return client.key(Registers.KEY_TIME_CLEAR)
                .handle(
                        (done, failure) -> {
                            if (failure == null) {
                                uncertaintyNs = (System.nanoTime() - sent) / 2;
                                originNs = sentNs + uncertaintyNs;
                                return Steps.nothing();
                            }
                            // Whichever of two clears came last would be the origin: once more,
                            // and what was stored in between is thrown away.
                            Throwable cause = Steps.cause(failure);
                            return cause instanceof NoAnswer && left > 1
                                    ? clearTime(left - 1)
                                    : CompletableFuture.<Void>failedFuture(cause);
                        })
                .thenCompose(next -> next);
    }

    private void started() {
        decoder = new BankDecoder(options, board, originNs, sink, owner::refused);
        reader = new BankReader(options, client, transfer, decoder, sink, clock, 1);
        owner.running(board, originNs, uncertaintyNs);
        if (stopping) {
            reader.stop();
        }
    }

    private void jumboGivenUp() {
        board = board.with("link.jumbo", "given up: such frames do not come through");
        owner.changed(board);
    }

    /** Time up to which its data reach [ns since the Unix epoch]. */
    long lastNs() {
        return decoder.lastNs();
    }

    /** Ends the run; {@link Owner#stopped} tells when all has been read. */
    void stop() {
        stopping = true;
        if (reader != null) {
            reader.stop();
        }
    }

    /** Disarms the board and gives up the link. */
    private CompletableFuture<Void> rest() {
        owner.stopped();
        return acquisition
                .disarm()
                .thenCompose(done -> client.writeLink(Registers.ACCESS, 0))
                .thenAccept(done -> end("stopped", SourceState.DISCONNECTED, LossCause.LINK));
    }

    /**
     * Ends the socket without a word to the owner.
     *
     * @param cause of what has been stored and is not read
     */
    void close(LossCause cause) {
        if (!over) {
            over = true;
            if (reader != null) {
                reader.abandon(cause);
            }
            client.close();
        }
    }

    private Void failed(Throwable failure) {
        Throwable cause = Steps.cause(failure);
        boolean boardsWord = cause instanceof BoardRefusal;
        if (!boardsWord && !(cause instanceof NoAnswer)) {
            LOG.error("{}: the driver failed", options.link().host(), cause);
        }
        end(
                cause.getMessage() == null ? cause.toString() : cause.getMessage(),
                boardsWord ? SourceState.ERROR : SourceState.DISCONNECTED,
                boardsWord ? LossCause.DEVICE : LossCause.LINK);
        return null;
    }

    private void end(String reason, SourceState state, LossCause cause) {
        if (!over) {
            close(cause);
            owner.ended(reason, state, cause);
        }
    }

    @Override
    public void bytes(int count) {
        owner.bytes(count);
    }

    @Override
    public void refused(FrameFault fault, String what) {
        owner.refused(fault, what);
    }

    @Override
    public void clientClosed(String reason) {
        end(reason, SourceState.DISCONNECTED, LossCause.LINK);
    }
}
