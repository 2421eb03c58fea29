import os
import socket
from pathlib import Path

import pytest

from adapters.tasks.file_lock import EXECUTOR_ID, ExecutorFile
from application.ports.tasks import ExecutorTaken


def test_a_second_executor_of_a_file_is_refused_and_told_who_the_first_is(tmp_path: Path) -> None:
    first, second = ExecutorFile(tmp_path / "x.sqlite3"), ExecutorFile(tmp_path / "x.sqlite3")
    first.take()
    with pytest.raises(ExecutorTaken) as refused:
        second.take()
    for named in (f"process {os.getpid()} on {socket.gethostname()}", str(tmp_path / "x.sqlite3"), "--no-worker"):
        assert named in str(refused.value)
    first.give_back()


def test_a_file_reached_by_another_path_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").touch()
    (tmp_path / "link.sqlite3").symlink_to(tmp_path / "x.sqlite3")
    first, second = ExecutorFile(tmp_path / "x.sqlite3"), ExecutorFile(tmp_path / "link.sqlite3")
    first.take()
    with pytest.raises(ExecutorTaken):
        second.take()
    first.give_back()


def test_a_file_that_was_given_back_is_free_for_another(tmp_path: Path) -> None:
    first, second = ExecutorFile(tmp_path / "x.sqlite3"), ExecutorFile(tmp_path / "x.sqlite3")
    first.take()
    first.give_back()
    assert second.take() == EXECUTOR_ID
    second.give_back()


def test_executors_of_different_files_do_not_mind_each_other(tmp_path: Path) -> None:
    first, second = ExecutorFile(tmp_path / "x.sqlite3"), ExecutorFile(tmp_path / "y.sqlite3")
    first.take()
    second.take()
    first.give_back()
    second.give_back()


def test_looking_after_the_dead_is_nothing_to_do_where_only_one_can_work(tmp_path: Path) -> None:
    alone = ExecutorFile(tmp_path / "x.sqlite3")
    alone.take()
    alone.tend()
    with pytest.raises(ExecutorTaken):
        ExecutorFile(tmp_path / "x.sqlite3").take()
    alone.give_back()
