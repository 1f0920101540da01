package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.CommonStart;
import cevns.drivers.device.StartGroups;
import cevns.drivers.dig2.MarkerBarrier.Marker;
import cevns.drivers.dig2.wire.CommandReply;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.RefusedCommand;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.TcpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two connections to a board, from connecting to the end: identify, open the data connection
 * and await its marker, configure, arm and await the marker of that, start, data. Used once, on the
 * device's loop; what goes wrong is told once, through {@link Owner#ended}.
 */
final class Dig2Connection implements CommandClient.Owner, DataLink.Owner, BoardStart.Host {

    private static final Logger LOG = LoggerFactory.getLogger(Dig2Connection.class);
    private static final Set<String> CLEARS = Set.of("ARM", "CLEAR", "RESET");

    /** A signal that ends because the run does, ends it sooner than our own stop comes. */
    private static final long STOPPING_MS = 500;

    /** Who wants the data. */
    interface Owner {

        /** The board is set up. */
        void ready();

        /** The board has been started; its data follow. */
        void running(Dig2Board board, CommonStart start);

        /** Bytes of data have come. */
        void bytes(int count);

        /** A frame was refused; data go on. */
        void refused(FrameFault fault, String what);

        /** Data of the run are missing; they go on. The counters in them tell what is missing. */
        void datagramsLost(FrameFault fault, String what);

        /** Data of the run are missing; the board is armed and started anew. */
        void interrupted(String what, LossCause cause);

        /** The board says that the run has ended: by itself, or because it was told to. */
        void stopped();

        /**
         * The connection is over.
         *
         * @param state ERROR when the board itself said no, else DISCONNECTED
         * @param cause why data are missing from now on
         */
        void ended(String reason, SourceState state, LossCause cause);
    }

    private final Dig2Options options;
    private final DeviceLoop loop;
    private final Owner owner;
    private final BoardStart start;
    private final EventRecorder recorder;
    private final CommandClient commands;
    private final BoardDialog dialog;
    private final Dig2Identity identity;
    private Dig2EventDecoder events;
    private DataLink data;
    private Dig2Board board;
    private CompletableFuture<Void> marker = new CompletableFuture<>();
    private boolean taking; // data belong to the run that the owner has been told of
    private boolean stopping;
    private boolean stoppedOutside;
    private boolean armed;
    private boolean over;

    Dig2Connection(
            String name,
            Dig2Options options,
            StartGroups groups,
            DeviceLoop loop,
            WallClock clock,
            EventRecorder recorder,
            Owner owner) {
        this.options = options;
        this.loop = loop;
        this.recorder = recorder;
        this.owner = owner;
        commands = new CommandClient(loop, options.replyMs(), this);
        dialog = new BoardDialog(commands::ask);
        identity = new Dig2Identity(options, dialog);
        String by = options.startedBy();
        start =
                options.start() == Dig2Options.Start.SW
                        ? new CommandStart(options, loop, clock, groups.of(name), this)
                        : new SignalStart(
                                name, loop, clock, by.isEmpty() ? null : groups.of(by), this);
    }

    /** Begins. */
    void open() {
        commands.connect(
                new TcpAddress(options.host(), options.port())
                        .withConnectTimeoutMs(options.connectMs()));
    }

    @Override
    public void commandsOpened() {
        identity.identify(commands.remote().getAddress())
                .thenCompose(done -> openData())
                .thenCompose(done -> disarm())
                .thenCompose(done -> options.reset() ? reset() : BoardDialog.nothing())
                .thenCompose(done -> new Dig2Setup(options, dialog, identity).configure())
                .thenCompose(
                        set -> {
                            board = set;
                            events.longest(set.maxRawBytes());
                            owner.ready();
                            return run();
                        })
                .exceptionally(this::failed);
    }

    private CompletableFuture<Void> openData() {
        events =
                new Dig2EventDecoder(new SkippedEvent(this))
                        .set(Dig2Frame.SPECIAL, new SpecialDecoder(this));
        recorder.connect(events, identity.channels());
        marker = new CompletableFuture<>();
        int patienceMs = options.connectMs() + options.markerMs();
        String host = identity.dataHost();
        data =
                identity.isUdp()
                        ? new UdpDataLink(
                                loop,
                                new InetSocketAddress(host, identity.dataPort()),
                                options.receiveBufferBytes(),
                                patienceMs,
                                identity::clientKnown,
                                events,
                                this)
                        : new TcpDataLink(
                                loop,
                                new TcpAddress(host, identity.dataPort())
                                        .withConnectTimeoutMs(options.connectMs())
                                        .withReceiveBufferBytes(options.receiveBufferBytes()),
                                events,
                                this);
        return data.open()
                .thenCompose(done -> awaitMarker("opening the data connection", patienceMs));
    }

    /** Arms and starts the board, or arms it and waits for its start; fails when it does not. */
    private CompletableFuture<Void> run() {
        start.arming();
        return clearing("armacquisition", true)
                .thenCompose(
                        done -> {
                            armed = true;
                            return start.armed();
                        });
    }

    @Override
    public CompletableFuture<CommandReply> command() {
        return dialog.command("swstartacquisition");
    }

    @Override
    public void reading(boolean on) {
        data.reading(on);
    }

    @Override
    public boolean stopsWithSignal() {
        return board.stopsWithSignal();
    }

    @Override
    public void running(CommonStart when) {
        owner.running(board, when);
        taking = true;
        data.reading(true);
    }

    /** Disarms, arms and starts: what a broken stream needs to be whole again. */
    private void restart(String why, LossCause cause) {
        if ((taking || start.awaitsSignal()) && !stopping && !over) {
            taking = false;
            start.cancel();
            owner.interrupted(why, cause);
            disarm().thenCompose(done -> run()).exceptionally(this::failed);
        }
    }

    /** True when the board has been armed and may be sending data. */
    boolean armed() {
        return armed && !over;
    }

    /** Stops the run; {@link Owner#stopped} tells when the board has said that it ended. */
    void stop() {
        stopping = true;
        if (stoppedOutside) {
            owner.stopped();
            return;
        }
        boolean ours = options.start() == Dig2Options.Start.SW;
        dialog.command(ours ? "swstopacquisition" : "disarmacquisition")
                .exceptionally(
                        refused -> {
                            LOG.warn("{}: {}", options.host(), text(refused));
                            return null;
                        });
    }

    /** Asks for the value of a parameter. */
    CompletableFuture<String> value(String path) {
        return dialog.get(path);
    }

    /** Disarms; a board that is not armed may refuse. */
    CompletableFuture<Void> disarm() {
        return dialog.command("disarmacquisition")
                .handle((done, failure) -> BoardDialog.orRefused(options.host(), failure));
    }

    private CompletableFuture<Void> reset() {
        return clearing("reset", false)
                .handle((done, failure) -> BoardDialog.orRefused(options.host(), failure));
    }

    /** Ends both connections without a word to the owner. */
    void close() {
        over = true;
        start.cancel();
        commands.close();
        if (data != null) {
            data.close();
        }
    }

    private CompletableFuture<Void> clearing(String command, boolean arm) {
        marker = new CompletableFuture<>();
        data.barrier().sent(arm);
        return dialog.command(command)
                .handle(
                        (reply, refused) -> {
                            String flag = reply == null ? null : reply.flag();
                            data.barrier().answered(flag != null && CLEARS.contains(flag));
                            if (refused != null) {
                                throw new CompletionException(BoardDialog.cause(refused));
                            }
                            if (arm && !"ARM".equals(flag)) {
                                throw new CompletionException(
                                        new RefusedCommand(
                                                command + " is answered with flag " + flag));
                            }
                            return null;
                        })
                .thenCompose(done -> awaitMarker(command, options.markerMs()));
    }

    private CompletableFuture<Void> awaitMarker(String after, int timeoutMs) {
        if (!data.barrier().waiting()) {
            return BoardDialog.nothing();
        }
        CompletableFuture<Void> awaited = marker;
        DeviceLoop.Timer timer =
                loop.schedule(
                        timeoutMs,
                        () ->
                                awaited.completeExceptionally(
                                        new IOException(
                                                "no marker on the data connection after "
                                                        + after
                                                        + " in "
                                                        + timeoutMs
                                                        + " ms")));
        return awaited.whenComplete((done, failure) -> timer.cancel());
    }

    private Void failed(Throwable failure) {
        Throwable cause = BoardDialog.cause(failure);
        boolean boardsWord = cause instanceof RefusedCommand;
        end(
                text(failure),
                boardsWord ? SourceState.ERROR : SourceState.DISCONNECTED,
                LossCause.LINK);
        return null;
    }

    private static String text(Throwable failure) {
        Throwable cause = BoardDialog.cause(failure);
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private void end(String reason, SourceState state, LossCause cause) {
        if (!over) {
            close();
            owner.ended(reason, state, cause);
        }
    }

    @Override
    public void commandRefused(String what) {
        owner.refused(FrameFault.PROTOCOL, what);
    }

    @Override
    public void commandsClosed(String reason) {
        end(reason, SourceState.DISCONNECTED, LossCause.LINK);
    }

    @Override
    public void marker(Marker kind, boolean wasOpen) {
        if (!data.barrier().waiting()) {
            marker.complete(null);
        }
        if (kind == Marker.UNASKED && wasOpen) {
            owner.refused(FrameFault.PROTOCOL, "a marker that nobody asked for");
            restart("somebody else has cleared the data", LossCause.DEVICE);
        }
    }

    @Override
    public void runStarted(SpecialEvent event) {
        LOG.debug("{}: run started, {}", options.host(), event);
        start.runBegins();
    }

    @Override
    public void runStopped(SpecialEvent stop) {
        // While the board is started anew it stops because we have told it to.
        if (taking && !stopping && options.start() == Dig2Options.Start.EXTERNAL) {
            stoppedOutside = true;
            data.reading(false); // the signal may start another run before we do
            loop.schedule(STOPPING_MS, this::restartStopped);
        } else if (taking) {
            armed = false;
            owner.stopped();
        }
    }

    private void restartStopped() {
        stoppedOutside = false;
        restart("the run was ended from outside", LossCause.DEVICE);
        data.reading(true);
    }

    @Override
    public void refused(FrameFault fault, String what) {
        owner.refused(fault, what);
    }

    @Override
    public void outOfStep(FrameFault fault, String what) {
        owner.refused(fault, what);
        restart(what, LossCause.CORRUPT);
    }

    @Override
    public void lost(FrameFault fault, String what) {
        owner.refused(fault, what);
        end(what, SourceState.DISCONNECTED, LossCause.CORRUPT);
    }

    @Override
    public void datagramsLost(FrameFault fault, String what) {
        owner.datagramsLost(fault, what);
    }

    @Override
    public void bytes(int count) {
        owner.bytes(count);
    }

    @Override
    public void dataClosed(String reason) {
        end("data connection: " + reason, SourceState.DISCONNECTED, LossCause.LINK);
    }
}
