package cevns.drivers.dig2.emulator;

import cevns.daq.time.WallClock;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.SentListener;
import cevns.drivers.device.SyncLine;
import cevns.drivers.dig2.wire.CommandJson;
import cevns.drivers.emulation.EmulatedSignals;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.TcpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;

/**
 * A VX2730 that is not there, with any of the firmwares: command server, data server, and a thread
 * that fires the triggers in real time. Several on one machine need an address each, since clients
 * of CAEN know one command port only.
 */
public final class Dig2Emulator implements EmulatedDevice {

    private final InetSocketAddress listenOn;
    private final int dataPort;
    private final boolean hasOpenData;
    private final DeviceLoop loop = new DeviceLoop("dig2-emulator");
    private final TcpBoardData tcp;
    private final TcpServer commands;
    private final TcpServer data;
    private final TcpServer openData;
    private final UdpBoardData datagrams; // null when data go over TCP
    private final EmulatedBoard board;
    private final Thread triggers = new Thread(this::trigger, "dig2-emulator-triggers");
    private volatile boolean closed;

    /**
     * Makes a board that does not listen yet.
     *
     * @param options what it is
     * @param inputs what it sees; used by this board alone
     * @param listenOn address of the command connection; port 0 for any free one
     */
    public Dig2Emulator(
            Dig2EmulatorOptions options,
            EmulatedTraces inputs,
            WallClock clock,
            InetSocketAddress listenOn) {
        this(
                options,
                (tree, group) -> new CommonReadout(options, inputs, tree, group),
                clock,
                listenOn);
    }

    /** The same with channels that trigger by themselves on what they see. */
    public Dig2Emulator(
            Dig2EmulatorOptions options,
            EmulatedSignals inputs,
            WallClock clock,
            InetSocketAddress listenOn) {
        this(
                options,
                (tree, group) -> new DppReadout(options, inputs, tree, group),
                clock,
                listenOn);
    }

    /** The same with any readout. */
    Dig2Emulator(
            Dig2EmulatorOptions options,
            BoardReadout.Maker readout,
            WallClock clock,
            InetSocketAddress listenOn) {
        this.listenOn = listenOn;
        dataPort = options.dataPort();
        hasOpenData = options.openData();
        tcp = new TcpBoardData(loop, options.memoryBytes(), options.cutBytes());
        data = new TcpServer(loop, tcp::connection, null);
        datagrams =
                options.isUdp()
                        ? new UdpBoardData(loop, options.memoryBytes(), options.datagramWords())
                        : null;
        openData = new TcpServer(loop, tcp::openData, null);
        board =
                new EmulatedBoard(
                        options,
                        readout,
                        clock,
                        datagrams == null ? tcp : datagrams,
                        datagrams == null ? () -> data.address().getPort() : datagrams::clientPort,
                        () -> openData.address().getPort());
        commands =
                new TcpServer(
                        loop,
                        () -> new CommandSession(board, () -> LockSupport.unpark(triggers)),
                        CommandJson::frames);
        triggers.setDaemon(true);
    }

    /** Wires S-IN and S-OUT to other boards; before the start. */
    public Dig2Emulator wired(SyncLine in, SyncLine out) {
        board.wire(in, out);
        return this;
    }

    @Override
    public void onSent(SentListener listener) {
        tcp.onSent(listener);
    }

    @Override
    public void start() {
        InetSocketAddress address = new InetSocketAddress(listenOn.getAddress(), dataPort);
        if (datagrams == null) {
            data.listen(address);
        } else {
            datagrams.listen(address);
        }
        if (hasOpenData) {
            openData.listen(new InetSocketAddress(listenOn.getAddress(), 0));
        }
        commands.listen(listenOn);
        triggers.start();
    }

    /** Where the command connection is taken. */
    @Override
    public InetSocketAddress address() {
        return commands.address();
    }

    /** Where the data connection is taken. */
    public InetSocketAddress dataAddress() {
        return datagrams == null ? data.address() : datagrams.address();
    }

    /** Triggers of the present run that the board could not take. */
    public long lostTriggers() {
        return board.lostTriggers();
    }

    private void trigger() {
        while (!closed) {
            long waitNs = board.act();
            if (waitNs > 0) {
                LockSupport.parkNanos(waitNs);
            }
        }
    }

    @Override
    public void cut(boolean on) {
        data.cut(on);
        commands.cut(on);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(triggers);
        try {
            triggers.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        board.off();
        loop.close();
    }
}
