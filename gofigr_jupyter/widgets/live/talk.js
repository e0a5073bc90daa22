// What people say about a figure, and what Deep Insight answers.
import { OWN_KEYS, element, feedback, time, wordButton } from './elements.js';
import { sentence } from './copying.js';

const THUMB = '👍';

/**
 * @typedef {import('./asking.js').Ask} Ask
 *
 * @typedef {object} Comment
 * @property {string} id
 * @property {string} author
 * @property {string} text
 * @property {string} at
 * @property {string | null} reply_to
 * @property {boolean} deleted
 * @property {boolean} resolved
 * @property {boolean} carried_forward
 * @property {[string, string[]][]} reactions
 *
 * @typedef {{text: string, facts: {text: string}[], provider: string, model: string, ai: boolean}} Answer
 */

/** The discussion of one revision: its threads, and a field to write and to ask. */
export class Talk {
  /** @type {string | null} */ #revision = null;
  /** @type {Comment | null} */ #answered = null;
  #list = element('ol', { class: 'gofigr-live-thread' });
  #answer = element('div', {
    class: 'gofigr-live-answer',
    'aria-live': 'polite'
  });
  #to = element('div', { class: 'gofigr-live-to' });
  #field;
  #said;

  /**
   * @param {Ask} ask
   * @param {AbortSignal} signal
   * @param {(count: number | null) => void} oncount Null where nobody can talk.
   */
  constructor(ask, signal, oncount) {
    this.ask = ask;
    this.signal = signal;
    this.oncount = oncount;
    this.#said = feedback(signal);
    this.#field = /** @type {HTMLTextAreaElement} */ (
      element('textarea', {
        class: 'gofigr-live-field',
        rows: 2,
        'aria-label': 'Comment or question',
        placeholder: 'Write a comment, or ask a question'
      })
    );
    this.node = element(
      'section',
      {
        class: 'gofigr-live-talk',
        'aria-label': 'Discussion',
        [OWN_KEYS]: true
      },
      this.#list,
      this.#answer,
      this.#to,
      this.#field,
      element(
        'div',
        { class: 'gofigr-live-line' },
        wordButton(() => this.#do(() => this.#comment()), 'Comment'),
        wordButton(() => this.#do(() => this.#question()), 'Ask Deep Insight'),
        this.#said.place
      )
    );
    this.#field.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.#do(() => this.#comment());
      }
    });
  }

  /**
   * Shows what is said about a revision.
   *
   * @param {string} revision
   */
  async show(revision) {
    if (this.#revision !== revision) {
      this.#revision = revision;
      this.#answer.replaceChildren();
      this.#reply(null);
    }
    try {
      const { value } = await this.ask('comments', { revision });
      if (this.#revision === revision && !this.signal.aborted) {
        this.#draw(value);
      }
    } catch {
      this.oncount(null); // the service is away, or knows no comments
    }
  }

  focus() {
    this.#field.focus();
  }

  /** @param {Comment[]} comments */
  #draw(comments) {
    this.oncount(comments.filter(each => !each.deleted).length);
    const known = new Set(comments.map(each => each.id));
    const first = comments.filter(
      each => !each.reply_to || !known.has(each.reply_to)
    );
    this.#list.replaceChildren(
      ...first.map(each => this.#comments(each, comments))
    );
  }

  /**
   * A comment with the answers to it.
   *
   * @param {Comment} comment
   * @param {Comment[]} every
   * @returns {HTMLElement}
   */
  #comments(comment, every) {
    const answers = every.filter(each => each.reply_to === comment.id);
    const state = [
      comment.carried_forward ? ' · of an earlier revision' : '',
      comment.resolved ? ' · resolved' : ''
    ];
    return element(
      'li',
      {},
      element(
        'div',
        { class: 'gofigr-live-facts' },
        element('strong', {}, comment.author),
        ' · ',
        time(comment.at),
        ...state
      ),
      element(
        'p',
        { class: 'gofigr-live-said-text' },
        comment.deleted ? 'Deleted.' : comment.text
      ),
      comment.deleted ? null : this.#tools(comment),
      answers.length
        ? element('ol', {}, ...answers.map(each => this.#comments(each, every)))
        : null
    );
  }

  /** @param {Comment} comment */
  #tools(comment) {
    /** @type {[string, string[]][]} */
    const reactions = comment.reactions.some(([emoji]) => emoji === THUMB)
      ? comment.reactions
      : [...comment.reactions, [THUMB, []]];
    return element(
      'div',
      { class: 'gofigr-live-line' },
      ...reactions.map(([emoji, users]) => {
        const count = users.length ? ` ${users.length}` : '';
        const react = () => this.#do(() => this.#react(comment, emoji));
        const made = wordButton(react, `${emoji}${count}`);
        const who = users.length ? `: ${users.join(', ')}` : '';
        made.title = `React with ${emoji}${who}`;
        made.setAttribute('aria-label', made.title);
        return made;
      }),
      wordButton(() => this.#reply(comment), 'Reply')
    );
  }

  /** @param {Comment | null} comment */
  #reply(comment) {
    this.#answered = comment;
    this.#to.replaceChildren(
      ...(comment
        ? [
            `To ${comment.author}`,
            wordButton(() => this.#reply(null), 'Cancel')
          ]
        : [])
    );
    if (comment) {
      this.#field.focus();
    }
  }

  async #comment() {
    const text = this.#field.value.trim();
    if (text) {
      await this.ask('comment', {
        revision: this.#revision,
        text,
        reply_to: this.#answered?.id ?? null
      });
      this.#field.value = '';
      this.#reply(null);
      this.#said.say('Said');
      await this.#again();
    }
  }

  async #question() {
    this.#said.say('Looking at the data');
    const question = this.#field.value.trim();
    const { value } = await this.ask('ask', {
      revision: this.#revision,
      question
    });
    this.#said.say('');
    this.#answer.replaceChildren(...answered(question, value));
  }

  /**
   * @param {Comment} comment
   * @param {string} emoji
   */
  async #react(comment, emoji) {
    await this.ask('react', { comment: comment.id, emoji });
    await this.#again();
  }

  async #again() {
    if (this.#revision) {
      await this.show(this.#revision);
    }
  }

  /** @param {() => Promise<void>} deed */
  #do(deed) {
    deed().catch(error => this.#said.say(sentence(error)));
  }
}

/**
 * @param {string} question
 * @param {Answer} answer
 * @returns {(HTMLElement | string)[]}
 */
function answered(question, answer) {
  const origin = answer.ai
    ? `Written by AI (${answer.provider}, ${answer.model})`
    : 'Computed from the data kept';
  const facts = answer.facts.map(fact => element('li', {}, fact.text));
  return [
    ...(question ? [element('strong', {}, question)] : []),
    element('p', { class: 'gofigr-live-said-text' }, answer.text),
    element('div', { class: 'gofigr-live-facts' }, origin),
    ...(facts.length
      ? [
          element(
            'details',
            {},
            element('summary', {}, 'Facts'),
            element('ul', {}, ...facts)
          )
        ]
      : [])
  ];
}
