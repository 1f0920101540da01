package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.CommandJson;
import cevns.drivers.dig2.wire.CommandReply;
import cevns.drivers.dig2.wire.CommandRequest;
import cevns.drivers.dig2.wire.RefusedCommand;
import cevns.drivers.link.LinkListener;
import cevns.drivers.link.TcpLink;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One client's command connection to an emulated board: answers each request in order. */
final class CommandSession implements LinkListener {

    /** Version of the server that this plays, 1.4.2. */
    private static final String SERVER_VERSION = "10402";

    private final EmulatedBoard board;
    private final Runnable afterCommand;
    private TcpLink link;
    private boolean owner;
    private String flag;

    /**
     * Makes the listener of a connection.
     *
     * @param afterCommand runs after each command that was carried out
     */
    CommandSession(EmulatedBoard board, Runnable afterCommand) {
        this.board = board;
        this.afterCommand = afterCommand;
    }

    @Override
    public void opened(TcpLink opened) {
        link = opened;
    }

    @Override
    public void received(ByteBuf frame) {
        byte[] text = new byte[frame.readableBytes()];
        frame.readBytes(text);
        CommandRequest request;
        try {
            request = CommandJson.request(text);
        } catch (IOException e) {
            link.send(CommandJson.frame(new CommandReply("", false, null, List.of("bad JSON"))));
            return;
        }
        link.send(CommandJson.frame(reply(request)));
    }

    private CommandReply reply(CommandRequest request) {
        flag = null;
        try {
            List<String> value = answer(request);
            return new CommandReply(request.cmd(), true, flag, value);
        } catch (RefusedCommand e) {
            return new CommandReply(request.cmd(), false, null, List.of(e.getMessage()));
        }
    }

    private List<String> answer(CommandRequest request) throws RefusedCommand {
        NodeTree nodes = board.tree().nodes();
        if (request.cmd().equals("connect")) {
            return connect(request.value());
        }
        Node from = nodes.ofHandle(request.handle());
        return switch (request.cmd()) {
            case "getDeviceTree" -> List.of(tree(nodes.find(from, request.query())));
            case "getChildHandles" ->
                    nodes.find(from, request.query()).children().stream()
                            .map(CommandSession::handle)
                            .toList();
            case "getHandle" -> List.of(handle(nodes.find(from, request.query())));
            case "getParentHandle" -> List.of(parent(nodes.find(from, request.query())));
            case "getPath" -> List.of(from.path());
            case "getNodeProperties" -> {
                Node node = nodes.find(from, request.query());
                yield List.of(node.name(), node.type().name());
            }
            case "getValue" -> List.of(value(nodes.find(from, request.query()), request.value()));
            case "multiGetValue" -> values(from, request.multipleQuery());
            case "setValue" -> set(from, request.query(), request.value());
            case "multiSetValue" -> setAll(from, request);
            case "sendCommand" -> command(nodes.find(from, request.query()));
            default -> throw new RefusedCommand("unknown command " + request.cmd());
        };
    }

    private List<String> connect(String role) throws RefusedCommand {
        if (!role.equals("client") && !role.equals("monitor")) {
            throw new RefusedCommand("connect as client or monitor, not as '" + role + "'");
        }
        if (role.equals("client") && !owner) {
            owner = true;
            board.clientCame();
        }
        return List.of("0", SERVER_VERSION);
    }

    private String tree(Node node) {
        synchronized (board) {
            return board.tree().nodes().json(node);
        }
    }

    private static String handle(Node node) {
        return Integer.toString(node.handle());
    }

    private static String parent(Node node) throws RefusedCommand {
        if (node.parent() == null) {
            throw new RefusedCommand("the digitizer has no parent");
        }
        return handle(node.parent());
    }

    // The value of a request counts only where a parameter takes an argument: CAEN's client sends
    // whatever its buffer holds.
    private String value(Node node, String argument) throws RefusedCommand {
        synchronized (board) {
            if (node.name().equals(BoardTree.USER_REGISTER)) {
                return board.tree().register(argument);
            }
            if (node.name().equals(BoardTree.MISC_REGISTER)) {
                return board.tree().ownRegister(argument);
            }
            String value = node.value();
            if (value == null) {
                throw new RefusedCommand(node.path() + " has no value");
            }
            return value;
        }
    }

    private List<String> values(Node from, List<String> paths) throws RefusedCommand {
        List<String> values = new ArrayList<>();
        for (String path : paths) {
            values.add(value(board.tree().nodes().find(from, path), ""));
        }
        return values;
    }

    private List<String> set(Node from, String path, String value) throws RefusedCommand {
        board.set(board.tree().nodes().findAll(from, path), value);
        return List.of();
    }

    private List<String> setAll(Node from, CommandRequest request) throws RefusedCommand {
        List<String> paths = request.multipleQuery();
        if (paths.size() != request.multipleValue().size()) {
            throw new RefusedCommand(
                    paths.size() + " paths, " + request.multipleValue().size() + " values");
        }
        for (int i = 0; i < paths.size(); i++) {
            set(from, paths.get(i), request.multipleValue().get(i));
        }
        return List.of();
    }

    private List<String> command(Node node) throws RefusedCommand {
        if (node.type() != NodeType.COMMAND) {
            throw new RefusedCommand(node.path() + " is not a command");
        }
        BoardCommand command = BoardCommand.ofNode(node.name());
        int channel = command.ofChannel ? Integer.parseInt(node.parent().parent().name()) : -1;
        flag = board.command(command, channel);
        afterCommand.run();
        return List.of();
    }

    @Override
    public void closed(String reason) {
        if (owner) {
            board.clientWent();
        }
    }
}
