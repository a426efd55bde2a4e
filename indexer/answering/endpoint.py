"""One question to an OpenAI-compatible endpoint, and one answer or one line that says why there is none.

In: YAKKAN_LLM_URL, YAKKAN_LLM_MODEL, YAKKAN_LLM_KEY, and messages. Out: the words of the reply, or an `EndpointError`. Off unless
the URL is set. It refuses to follow redirects (a key must not travel on), and to wait or read without end.
"""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..errors import YakkanError

URL, MODEL, KEY = "YAKKAN_LLM_URL", "YAKKAN_LLM_MODEL", "YAKKAN_LLM_KEY"
PATH = "/chat/completions"
SECONDS = 30.0  # for one whole reply
LARGEST = 1_000_000  # bytes of a reply that are read
CHUNK = 16_384


class EndpointError(YakkanError):
    """A language model that gave no usable reply."""


class Endpoint(NamedTuple):
    """Where a language model is asked, under which name, with which key."""

    url: str
    model: str
    key: str = ""
    seconds: float = SECONDS

    def __repr__(self) -> str:
        return f"Endpoint({self.host}, {self.model})"

    @property
    def host(self) -> str:
        """The machine that questions and clauses are sent to."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


def llm_endpoint(environment: Mapping[str, str] = os.environ) -> Endpoint | None:
    """The endpoint that the person has set, or None: nothing leaves the machine."""
    url = environment.get(URL, "").strip()
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise EndpointError(
            f"{URL} は http:// か https:// で始まるURL", f"「{url[:80]}」です", "例: http://localhost:11434/v1"
        )
    model = environment.get(MODEL, "").strip()
    if not model:
        raise EndpointError(f"{MODEL} にモデルの名前", "設定されていません", f"例: {MODEL}=qwen3:8b")
    return Endpoint(url, model, environment.get(KEY, "").strip())


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: Any) -> None:
        """No request is made to another place."""


def reply(endpoint: Endpoint, messages: Sequence[Mapping[str, str]]) -> str:
    """The words of the model's reply."""
    body = {"model": endpoint.model, "messages": list(messages), "temperature": 0, "stream": False}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    headers |= {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    url = endpoint.url.rstrip("/")
    url += "" if url.endswith(PATH) else PATH
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310  # the scheme was checked
    try:
        return _words(_read(endpoint, request))
    except urllib.error.HTTPError as error:
        raise _failed(endpoint, f"HTTP {error.code} が返りました") from error
    except TimeoutError as error:
        raise _failed(endpoint, f"{endpoint.seconds:g}秒以内に返りませんでした") from error
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        slow = isinstance(reason, TimeoutError)
        found = f"{endpoint.seconds:g}秒以内に返りませんでした" if slow else "接続できませんでした"
        raise _failed(endpoint, found) from error
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise _failed(endpoint, "読み取れない返事でした") from error


def _read(endpoint: Endpoint, request: urllib.request.Request) -> bytes:
    """The reply, as long as it comes in time and is of a sane size."""
    deadline = time.monotonic() + endpoint.seconds
    found = b""
    with urllib.request.build_opener(_Stay).open(request, timeout=endpoint.seconds) as answer:
        while chunk := answer.read1(CHUNK):
            found += chunk
            if time.monotonic() > deadline:
                raise TimeoutError
            if len(found) > LARGEST:
                raise ValueError(len(found))
    return found


def _words(body: bytes) -> str:
    words = json.loads(body)["choices"][0]["message"]["content"]
    if not isinstance(words, str):
        raise TypeError(words)
    return words


def _failed(endpoint: Endpoint, found: str) -> EndpointError:
    return EndpointError(f"言語モデル（{endpoint.host}）の返事", found, "条文からの回答をそのまま示します")
